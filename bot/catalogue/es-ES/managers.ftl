settings-mine = Tus ajustes
settings-servers = Ajustes de este servidor
settings-how_mine = Para cambiar uno: /settings me zone: Berlin
settings-how_server = Para cambiar uno: /settings server zone: Berlin
settings-label_zone = Zona horaria
settings-label_quiet = Horas de silencio
settings-label_digest_at = Los resúmenes llegan a las
settings-label_digest_day = Resúmenes semanales el
settings-label_language = Idioma
settings-label_notices = Canal de administración
settings-label_adders_role = Quién puede añadir fuentes
settings-label_cap = Alertas nuevas
settings-label_report = Informe semanal
settings-auto = el que indica Discord
settings-off = desactivado
settings-range = de { $start } a { $end }
settings-there = ahora { $time }
settings-no_zone = desconocida; se usa UTC
settings-no_notices = ninguno; se avisa a quien añadió la fuente
settings-managers = quienes gestionan el servidor
settings-cap = { $count ->
    [one] una tarjeta al día como máximo
   *[other] { $count } tarjetas al día como máximo
}
settings-mondays = los lunes
settings-undone = Como estaba:
settings-no_such_zone = No conozco el lugar “{ $text }”. Escribe una ciudad, como `zone: Berlin`.
settings-zone_first = Dime también la zona horaria, por ejemplo `zone: Berlin`.
settings-channel_first = Elige también adónde va, por ejemplo `admin_channel: #mods`.

day-monday = lunes
day-tuesday = martes
day-wednesday = miércoles
day-thursday = jueves
day-friday = viernes
day-saturday = sábado
day-sunday = domingo

daytime-unread = “{ $text }” no es una hora. Escribe una como `9:00`.
daytime-no_range = No puedo leer “{ $text }”. Escribe `22:00-08:00` u `off`.

audit-title = Quién cambió qué
audit-none = Aquí no se ha cambiado nada en los últimos 90 días.
audit-line = { $when } · { $who } { $did }
audit-somebody = alguien
audit-set = puso “{ $setting }”: { $value }
audit-alert_added = añadió la alerta #{ $number }: { $name }
audit-alert_edited = cambió la alerta #{ $number }: { $name }
audit-alert_paused = pausó la alerta #{ $number }: { $name }
audit-alert_snoozed = silenció la alerta #{ $number }: { $name }
audit-alert_resumed = reactivó la alerta #{ $number }: { $name }
audit-alert_removed = quitó la alerta #{ $number }: { $name }
audit-alert_restored = recuperó la alerta #{ $number }: { $name }
audit-followed = añadió la fuente { $title }
audit-unfollowed = quitó la fuente { $title }
audit-blocked = ocultó { $title }
audit-unblocked = vuelve a mostrar { $title }
audit-report_dismissed = descartó un aviso sobre { $title }
audit-taken_back = eliminó { $count ->
    [one] 1 tarjeta
   *[other] { $count } tarjetas
} en { $where }
audit-posted_again = volvió a publicar { $count ->
    [one] 1 tarjeta
   *[other] { $count } tarjetas
} en { $where }

weekly-report = La semana pasada: { $posted } publicados · copias evitadas: { $copies } · portales reparados: { $mended }.

button-delete = Eliminar
button-keep = Conservar

takeback-which = Di qué retirar: una `alert:` o un `channel:`, como `#jobs`.
takeback-none = En la última hora no se publicó nada ahí.
takeback-sure = { $count ->
    [one] ¿Eliminar una tarjeta en { $where }?
   *[other] ¿Eliminar { $count } tarjetas en { $where }?
}
takeback-sure_dm = { $count ->
    [one] ¿Eliminar una tarjeta de nuestros MD?
   *[other] ¿Eliminar { $count } tarjetas de nuestros MD?
}
takeback-deleting = Eliminando…
takeback-deleted = { $count ->
    [one] Una tarjeta eliminada.
   *[other] { $count } tarjetas eliminadas.
}
takeback-left = { $count ->
    [one] Una no se pudo eliminar.
   *[other] { $count } no se pudieron eliminar.
}
takeback-again = { $count ->
    [one] Se vuelve a publicar una tarjeta.
   *[other] Se vuelven a publicar { $count } tarjetas.
}
takeback-stop = Para detener lo que venga: `/alert pause`.
takeback-kept = No se ha eliminado nada.

hide-which = Indica uno de los dos: el `link:` de un empleo o una `company:`.
hide-unknown = No conozco ningún empleo en `{ $link }`. Copia el enlace del título de una tarjeta.
hide-no_company = “{ $text }” no es el nombre de una empresa. Elige una de la lista.
hide-already = { $title } ya está oculto. Mira `/jobs hidden`.
hide-done_server = Oculto en este servidor: { $title }
hide-done_me = Oculto para ti: { $title }
hide-open = { $count ->
    [0] Ahora no tiene ningún empleo abierto.
    [one] Ahora tiene un empleo abierto.
   *[other] Ahora tiene { $count } empleos abiertos.
}
hide-undone = Se muestra de nuevo: { $title }
hide-none_server = Aquí no hay nada oculto. Prueba `/jobs hide company: Acme`.
hide-none_me = No has ocultado nada. Prueba `/jobs hide company: Acme`.
hide-title_server = Oculto en este servidor
hide-title_me = Oculto para ti
hide-show_again = Mostrar de nuevo…
hide-job = - { $title } · oculto { $when }
hide-company = - todos los empleos de { $title } · oculto { $when }

report-hide = Ocultar aquí
report-dismiss = Descartar
report-hidden = Lo ocultó aquí { $name }.
report-dismissed = Lo descartó { $name }.

latest-ask = Lo que está abierto cuenta como visto. ¿Publico ya lo más reciente?
latest-none = Nada
latest-three = Los 3 últimos
latest-ten = Los 10 últimos
latest-quiet = Los empleos nuevos llegan solos a partir de ahora.
latest-posting = { $count ->
    [one] Publicando un empleo. Los nuevos llegan solos a partir de ahora.
   *[other] Publicando { $count } empleos. Los nuevos llegan solos a partir de ahora.
}
latest-nothing = Aún no hay nada abierto que encaje. Los empleos nuevos llegan solos.

setup-which = ¿De qué trata este servidor?
setup-reading = { $count ->
    [one] Leyendo un portal…
   *[other] Leyendo { $count } portales…
}
setup-title = { "*" }*{ $pack }** · aún no se ha publicado nada
setup-line = - { $where } { "*" }*{ $week } esta semana**, { $open } abiertos · { $rule }
setup-cap = { $count ->
    [one] Una tarjeta al día como máximo.
   *[other] { $count } tarjetas al día como máximo.
}
setup-no_cap = Tantas tarjetas al día como haya.
setup-ping = Mención: { $role }, una vez al día.
setup-no_ping = Mención: ninguna.
setup-silent = { $count ->
    [one] Un portal aún no ha respondido. Lo sigo intentando.
   *[other] { $count } portales aún no han respondido. Lo sigo intentando.
}
setup-post = Publicar
setup-change = Cambiar
setup-out = Dejar fuera
setup-changing = Empleos para { $where }: { $rule }
setup-choose_channel = Otro canal
setup-choose_role = A quién mencionar, una vez al día
setup-choose_cap = Tarjetas al día
setup-choose_tag = La etiqueta para todos los empleos
setup-cap_choice = { $count } al día como máximo
setup-not_everyone = No menciono a todo el mundo. Elige un rol que se pueda dejar.
setup-not_mentionable = No puedo mencionar a { $role }. En sus ajustes, permite que cualquiera lo mencione.
setup-no_channel = No puedo publicar en ninguno de tus canales. Permíteme en uno: Ver canal, Enviar mensajes, Insertar enlaces.
setup-all_there = Todo esto ya se publica aquí. Mira `/alert list`.
setup-done = Listo. Los empleos nuevos llegan a { $where }.
setup-tested = Hay una tarjeta de prueba en { $where }.
setup-untested = Ahora no hay ningún empleo así, por eso no hay tarjeta de prueba.
setup-next =
    Prueba después:
    - `/settings server zone:` para noches tranquilas y resúmenes a su hora local
    - `/source add link:` para una página de empleo propia
    - `/alert new` para empleos que solo ves tú
