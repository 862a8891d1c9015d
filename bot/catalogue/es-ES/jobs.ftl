jobs-found = Empleos abiertos: { $count }
jobs-seen = Empleos vistos hasta ahora: { $count }
jobs-none = Ningún empleo abierto aquí encaja con { $rule }.
jobs-none_seen = Ningún empleo visto hasta ahora encaja con { $rule }.
jobs-most = los primeros { $count }
jobs-open = abierto
jobs-closed = cerrado { $when }
jobs-save_one = Guardar uno…
jobs-alert_me = Avísame de empleos así
order-best = los mejores primero
order-newest = los más recientes primero
closed-open = solo empleos abiertos
closed-all = también empleos cerrados

page-of = Página { $page } de { $pages }

zone-choice = { $place } · { $time }

paid-title = { "###" } Lo que pagan: { $rule }
paid-year = { $currency } al año
paid-day = Freelance, { $currency } al día
paid-panel = { $what } · { $count ->
    [one] 1 empleo
   *[other] { $count } empleos
}
paid-line = { $what }: mediana { $middle }, la mitad central de { $first } a { $third } ({ $count ->
    [one] 1 empleo
   *[other] { $count } empleos
}).
paid-few = { $count ->
    [0] Ninguno indica sueldo, así que no hay nada que dibujar.
    [one] Solo 1 indica sueldo, muy poco para dibujarlo:
   *[other] Solo { $count } indican sueldo de igual forma, muy poco para dibujarlo:
}
paid-other = { $what } ({ $count })
paid-others = Muy pocos para dibujarlos: { $named }.
paid-share = Sueldo indicado: { $stating } de { $jobs ->
    [one] { $jobs } empleo
   *[other] { $jobs } empleos
} ({ $percent } %).
paid-how = Un rango cuenta por su punto medio; un año, como { $hour } horas, { $day } días, { $week } semanas o { $month } meses.
paid-median = mediana { $pay }
paid-period_one = Vistos por primera vez el { $first }, también los cerrados.
paid-period = Vistos por primera vez entre { $first } y { $last }, también los cerrados.
paid-unconverted = No se convierte nada; para eso está `in:`.
paid-converted = En { $currency }, con los tipos de cambio del Banco Central Europeo.
paid-lost = Omitidos por falta de tipo de cambio: { $count }.
paid-picture = Columnas: cuántos empleos pagan cuánto.
paid-thousands = { $count } mil
paid-millions = { $count } M
paid-currency = { $code } · { $name }
paid-no_currency = No conozco la moneda “{ $text }”. Prueba `EUR`.

help-title = { "###" } Te aviso de empleos nuevos en cuanto se publican
help-next_setup = { "**" }Lo siguiente:** `/setup` propone empleos y canales para este servidor.
help-next_source = { "**" }Lo siguiente:** `/source pack` sigue muchos portales a la vez.
help-next_alert = { "**" }Lo siguiente:** `/alert new` muestra lo que encuentra antes de guardar nada.
help-next_search = { "**" }Lo siguiente:** `/alert report` muestra qué descartó una alerta, y por qué.
help-channel = - `/alert new where:` publica empleos nuevos en un canal.
help-alert = - `/alert new` te envía empleos nuevos por MD.
help-search = - `/jobs search` busca en todos los empleos vistos hasta ahora.
help-pay = - `/jobs pay` dibuja lo que pagan empleos así.
help-saved = - `/jobs saved` tiene los empleos que guardaste, con recordatorios.
help-source = - `/source add` sigue la página de empleo de una empresa.
help-settings = - `/settings server` tiene su idioma, sus horas y un canal de administración.
help-heard_server = ¿Un empleo te parece raro? Elige No es para mí y luego Denunciar: se enteran quienes gestionan el servidor.
help-heard = ¿Algo va mal? Díselo a quien administra este bot.

privacy-kept_me =
    { "###" } Qué guardo sobre ti
    - tus alertas: { $alerts }, con las horas y el idioma que elegiste
    - fuentes que sigues: { $sources }
    - empleos que guardaste u ocultaste: { $jobs }, con tus notas
    - lo que te envié: { $messages }
privacy-kept_server =
    { "###" } Qué guardo sobre este servidor
    - sus alertas: { $alerts }, y sus ajustes
    - fuentes que sigue: { $sources }
    - lo que publiqué aquí: { $messages }
    - quién cambió qué y qué denunciaron los miembros
privacy-until_me = Hasta que lo borres; una alerta quitada, { $days } días más.
privacy-until_server = Hasta que lo borres, o { $days } días después de irme; los cambios, { $audit } días.
privacy-reads = No leo mensajes y no enseño a nadie lo que buscas.
privacy-ways = Con `/privacy export` lo recibes todo; con `/privacy erase` se borra.
source-choice = { $title } · { $state }
