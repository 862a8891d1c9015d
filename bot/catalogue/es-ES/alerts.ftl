report-title = Tu alerta: { $rule }
report-unpaid = De { $jobs } que encajan, { $count ->
    [one] 1 no indica
   *[other] { $count } no indican
} sueldo.
report-kept_back = { $count ->
    [one] 1 que encaja está oculto.
   *[other] { $count } que encajan están ocultos.
}
report-no_rate = En observación desde hace { $time }: aún no hay un ritmo.
report-never = Ninguna oferta menciona { $words }.
report-without = Sin { $part }: { $jobs }.
report-part = - { $part }: { $passed ->
    [one] 1 encaja
   *[other] { $passed } encajan
}, { $unknown }{ $failed ->
    [one] 1 no
   *[other] { $failed } no
}; sin esta parte, { $jobs ->
    [one] 1 empleo
   *[other] { $jobs } empleos
}
report-unknown = { $count ->
    [one] 1 no lo dice
   *[other] { $count } no lo dicen
},{ " " }
report-near = Por poco:
report-nearly = - { $job }: { $why }
report-nothing = Aún no he visto ninguna oferta. Inténtalo tras la próxima consulta.

alert-saved =
    { "*" }*Guardada:** { $rule }
    Los empleos nuevos llegan a { $where }.
alert-edited =
    { "*" }*Cambiada:** { $rule }
    Los empleos nuevos llegan a { $where }.
alert-confirm = Quien pueda ver { $where } verá estos empleos.
alert-cancelled = No se ha guardado nada.
alert-meanwhile = La alerta ha cambiado mientras tanto. Mírala otra vez antes de guardar.
alert-changed_since = La alerta ha cambiado desde entonces. Con `/alert edit` la cambias otra vez.
alert-no_pay_sent = Los empleos sin sueldo indicado se envían con un aviso.
alert-no_pay_hidden = Los empleos sin sueldo indicado se ocultan.
alert-open_none = Ahora no hay ningún empleo así. Te avisaré del próximo.
alert-open_more = Abiertos ahora: más de { $count }; publicados esta semana: { $week }.
alert-list = Alertas
alert-none = Aún no tienes alertas. Prueba `/alert new keywords: python`.
alert-line = `#{ $number }` { $rule }
    → { $how }
alert-state_paused = en pausa
alert-unknown = Esa alerta no existe. Elige una de la lista que se abre al escribir.
alert-quota = Puedo guardarte { $most ->
    [one] 1 alerta
   *[other] { $most } alertas
} como máximo. Quita una primero.
alert-paused = En pausa: { $name }
alert-snooze_paused = { $name } está en pausa. Reanúdala primero: `/alert resume`.
alert-resumed = Activa: { $name }
alert-removed = Quitada: { $name }
alert-undone = Como estaba: { $name }
alert-test_nothing = Ahora ningún empleo abierto encaja con “{ $name }”.
alert-tested = Enviado un empleo a { $where }.
alert-tests = Te envío { $most ->
    [one] 1 prueba
   *[other] { $most } pruebas
} por minuto. Inténtalo de nuevo en { $seconds ->
    [one] 1 segundo
   *[other] { $seconds } segundos
}.

label-active = #{ $number } { $name }
label-paused = #{ $number } { $name } (en pausa)

where-dm = tus MD
where-not_yours = Tú no puedes publicar en { $channel }.
where-not_mine = No puedo publicar en { $channel }. Permíteme ahí: { $missing }.
where-needs_tag = { $channel } exige una etiqueta en cada publicación. Elige una para todos los empleos.
where-tag_moderated = En { $channel } solo los moderadores ponen “{ $tag }”. Permíteme ahí: { $missing }.

permission-view_channel = Ver canal
permission-send_messages = Enviar mensajes
permission-embed_links = Insertar enlaces
permission-read_message_history = Leer el historial de mensajes
permission-manage_threads = Gestionar hilos y publicaciones

pause-channel_gone = El canal ya no existe. Crea una alerta para otro.
pause-forum_tag = El foro exige una etiqueta. Permite publicar sin ella y usa `/alert resume`.
pause-no_access = Ya no puedo ver el canal. Déjame entrar y usa `/alert resume`.
pause-no_permission = Ya no puedo publicar ahí. Permítelo y usa `/alert resume`.
pause-dm_closed = No puedo escribirte por MD. Permítelo y usa `/alert resume`.
pause-refused = Discord rechaza el mensaje. Prueba `/alert resume` más tarde.

paused-channel_gone = <#{ $channel }> ya no existe. Crea una alerta para otro canal.
paused-forum_tag = <#{ $channel }> exige una etiqueta y sus empleos esperan. Permite publicar sin ella.
paused-no_access = Ya no puedo ver <#{ $channel }>. Déjame entrar y llegarán sus empleos.
paused-no_permission = Ya no puedo publicar en <#{ $channel }>. Permítelo y llegarán sus empleos.
paused-dm_closed = Discord rechaza lo que envío a <#{ $channel }>. Sus empleos esperan.
paused-refused = Discord rechaza lo que envío a <#{ $channel }>. Sus empleos esperan.
paused-here = { $where }: { $why }
paused-again = Reintentar
paused-trying = Lo intento de nuevo.

aside-automod = Bloqueado por el AutoMod del servidor.
aside-link = Discord considera dañino su enlace.
aside-refused = Discord no lo aceptó, ni siquiera como texto simple.
aside-ours = No pude escribirlo. Fue error mío.
aside-day = No se pudo contactar con Discord durante un día entero.

problems-none = No hay nada retenido. Todo se ha enviado o está en camino.
problems-line = - { $titles } en { $where }: { $why }
problems-line_dm = - { $titles } por DM: { $why }
problems-title = { $count ->
    [one] 1 mensaje no se envió
   *[other] { $count } mensajes no se enviaron
}. **Enviar de nuevo** lo intenta otra vez.
problems-title_one = Un mensaje no se envió. **Enviar de nuevo** lo intenta otra vez.
problems-resend = Enviar de nuevo
problems-resent = Ya están en camino.

follow-offer = Aún no se sigue nada para ella. Elige de dónde vienen los empleos:
follow-everybody = Portales de empleo que usa: { $count }. `/source pack` añade más.
follow-choose = Paquetes de fuentes
report-month = Últimos { $days } días: { $news ->
    [0] ningún empleo nuevo.
    [one] 1 empleo nuevo, { $week ->
        [0] menos de uno
       *[other] unos { $week }
    } por semana.
   *[other] { $news } empleos nuevos, { $week ->
        [0] menos de uno
       *[other] unos { $week }
    } por semana.
}
report-watching = En observación desde hace { $time }: { $news ->
    [0] aún ningún empleo nuevo.
   *[other] { $week ->
        [0] menos de uno
       *[other] unos { $week }
    } por semana.
}
report-time-minutes = { $count ->
    [one] 1 minuto
   *[other] { $count } minutos
}
report-time-hours = { $count ->
    [one] 1 hora
   *[other] { $count } horas
}
report-time-days = { $count ->
    [one] 1 día
   *[other] { $count } días
}
report-without_pay = Sin el sueldo mínimo: { $jobs }.
report-allowing = Incluyendo { $part }: { $jobs }.
alert-open = Abiertos ahora: { $count }; publicados esta semana: { $week }.
alert-read = { "*" }*Entiendo:** { $rule }
alert-before = { "*" }*Antes:** { $rule }
alert-after = { "*" }*Después:** { $rule }
alert-goes = A { $where }: { $how }.
alert-pay = Sueldo: { $pay }.
alert-no_pay_digest = Los empleos sin sueldo indicado llegan en el resumen.
alert-ping_never = No se menciona a nadie.
alert-ping_first = Se menciona a { $role } con la primera tarjeta del día.
alert-ping_every = Se menciona a { $role } con cada tarjeta.
alert-ping_private = Solo en un canal hay roles que mencionar. Añade `where:`.
alert-ping_role = ¿Qué rol? Añade `role:` o elígelo en **Cuándo**.
alert-ping_not_mine = No puedo mencionar a { $role }. Permíteme “Mencionar todos los roles” o permite que cualquiera lo mencione.
alert-cap = “{ $text }” no es un número de tarjetas. Prueba `10`; el máximo es { $most }.
alert-state_snoozed = silenciada, vuelve { $until }
alert-this_week = { $count } esta semana
alert-snoozed = Silenciada: { $name }. Vuelve { $until }.
alert-on_their_way = En camino: { $count ->
    [0] ninguno. Ya los recibiste.
    [one] 1 empleo.
   *[other] { $count } empleos.
}
manner-at_once = al momento
manner-hourly = cada hora, juntos
manner-daily = cada día, juntos
manner-weekly = cada semana, juntos
manner-cap = al momento, { $cap ->
    [one] una tarjeta
   *[other] { $cap } tarjetas
} al día, el resto en un resumen
manner-no_cap = al momento, sin límite
when-at_once = Al momento
when-hourly = Cada hora
when-daily = Cada día
when-weekly = Cada semana
ping-never = Nunca
ping-first = Primera tarjeta del día
ping-every = Cada tarjeta
unstated-digest = Solo en el resumen
snooze-day = un día
snooze-week = una semana
label-snoozed = #{ $number } { $name } (silenciada)
follow-takes = Usa lo que sigue este servidor. Fuentes: { $count }.

form-what = ¿Qué buscas?
form-keywords = Palabras clave
form-keywords_about = Palabras, o -junior y level:senior
form-min_pay = Sueldo mínimo
form-place = Lugares
form-types = Tipo de empleo
form-unpaid = Empleos sin sueldo indicado
form-how = Cuándo y cuántos
form-when = Cuándo
form-cap = Tarjetas al día
form-cap_about = El resto llega en un resumen. Vacío: sin límite.
form-name = Nombre
form-silence = Cada semana, una línea si no llega nada
form-ping = Mencionar un rol
form-role = Qué rol
form-tag = Etiqueta: { $name }
form-tag_means = La lleva
form-example-keywords = python OR golang, "machine learning", -junior
form-example-min_pay = 90k EUR, $60/h
form-example-place = Berlin +30km, remoto desde Alemania
form-example-cap = 10
form-example-name = Backend en Berlín

tag-choose = Qué significan las etiquetas del foro
tag-used = Etiquetas: { $tags }
tag-every = cada empleo
tag-never = ningún empleo
tag-closed = los empleos cerrados
tag-gone = Esa etiqueta ya no existe. Elige otra.

share-code =
    { "*" }*{ $name }**: `/alert take code: { $code }`
    Quien tenga el código verá la alerta tal como es.
share-pay = También verán el sueldo mínimo.
share-stopped = Ese código ya no sirve.
share-unknown = Ese código no existe. Pregunta a quien te lo dio.

done-none = No tienes ninguna alerta activa.
done-done = ¡Felicidades! Alertas desactivadas: { $count }.
done-tell = ¿Lo cuento en { $channel }, sin tu nombre?
done-told = Contado, sin tu nombre. Las alertas están desactivadas.
done-news = Alguien de aquí ha encontrado empleo. ¡Felicidades!
done-undone = Tus alertas han vuelto.
done-no_wins = Ya no puedo publicar ahí.

zone-title = ¿Dónde vives?
zone-where = Ciudad o zona horaria
zone-example = Madrid
zone-ask = ¿Dónde vives? Así tus noches serán tranquilas.
zone-quiet = Silencio de { $start } a { $end } desde ahora.
zone-known = Tu zona horaria: { $zone }.
