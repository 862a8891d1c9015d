pay-unreadable = No puedo leer “{ $text }” como sueldo. Prueba `90k EUR` o `4500 EUR al mes`.
pay-ambiguous = “{ $text }” se puede leer de varias formas. ¿Te refieres a { $readings }?
pay-currency = ¿En qué moneda? Por ejemplo, { $examples }.

place-unreadable = No conozco ningún lugar “{ $text }”. Prueba `Berlin` o `remote from Germany`.

query-anything = cualquier empleo
query-empty = Escribe qué buscas, por ejemplo `python -junior`.
query-excludes = Eso solo dice qué descartar. Añade una palabra que deba aparecer en la oferta.
query-long = Son { $length } caracteres; puedo guardar { $most } como máximo.
query-terms = Son demasiadas palabras: en una alerta caben { $most } como máximo.
query-deep = Hay más de { $most } paréntesis anidados:{ $where }
query-open = Este paréntesis no se cierra:{ $where }
query-closed = Este paréntesis no se abrió:{ $where }
query-quote = A estas comillas les falta la pareja:{ $where }
query-word = No hay letras ni cifras en “{ $word }”:{ $where }
query-star = Escribe al menos tres letras junto a `*`, como `engineer*`:{ $where }
query-field = Aquí no existe `{ $name }`. ¿Querías decir `{ $example }`?{ $where }
query-attribute = { $why }{ $where }
query-form = Escríbelo así: `{ $example }`.
query-value = No puedo leer “{ $value }”. Prueba `{ $example }`.
query-value_near = No puedo leer “{ $value }”. ¿Querías decir `{ $nearest }`?
query-not = Para descartar una palabra, escribe `-junior`:{ $where }
query-here = Aquí falta una palabra:{ $where }
query-end = Falta una palabra al final:{ $where }
query-no_source = No existe la fuente `{ $name }`. ¿Querías decir una de estas: { $known }?
query-title_only = solo en el título
query-remote-yes = remoto
query-remote-maybe = remoto o sin especificar
query-remote-no = no remoto
query-level_up = { $level } o superior
query-level_down = { $level } o inferior
query-lang = en { $languages }
query-needs = se exige { $language }
query-needs_most = { $language } hasta { $level }
query-agencies_hide = sin agencias
query-agencies_only = solo agencias
query-visa = con patrocinio de visa
query-age-one = de hace un día como máximo
query-age = de hace { $days } días como máximo
query-source = de { $source }
query-years-one = un año de experiencia como máximo
query-years = { $years } años de experiencia como máximo
query-pay_private = sueldo suficiente
query-stated-pay = sueldo indicado
query-stated-place = lugar indicado
query-stated-type = tipo de empleo indicado
query-stated-level = nivel indicado
query-stated-visa = patrocinio de visa indicado
query-unstated-pay = sueldo no indicado
query-unstated-place = lugar no indicado
query-unstated-type = tipo de empleo no indicado
query-unstated-level = nivel no indicado
query-unstated-visa = patrocinio de visa no indicado

level-intern = prácticas
level-entry = júnior
level-mid = nivel intermedio
level-senior = sénior
level-lead = líder de equipo
level-executive = dirección

query-pay = desde { $pay }

compare-seen = { $pay } ({ $how })
compare-contract = tarifa de freelance; no es un sueldo anual
compare-no_rate = sin tipo de cambio para { $currency }
compare-times-HOUR = × { $times } horas = { $year }
compare-times-DAY = × { $times } días = { $year }
compare-times-WEEK = × { $times } semanas = { $year }
compare-times-MONTH = × { $times } meses = { $year }
compare-rate = = { $top }, 1 { $into } = { $rate } { $currency } el { $date }

words-and = { " " }y{ " " }
words-quoted = “{ $word }”
words-or = { " " }o{ " " }
words-without = sin { $words }
words-not = no { $words }
words-in_title = { $word } en el título
words-in_company = { $word } en el nombre de la empresa
words-in_body = { $word } en el texto

pay-one = { $low }
pay-range = { $low }–{ $high }
pay-from = desde { $low }
pay-up_to = hasta { $high }
pay-per-HOUR = { $pay } por hora
pay-per-DAY = { $pay } al día
pay-per-WEEK = { $pay } a la semana
pay-per-MONTH = { $pay } al mes
pay-per-YEAR = { $pay } al año
pay-assumed = { $pay } (se supone { $currency })

place-remote = remoto
place-from = remoto desde { $area }
place-within = a { $km } km o menos de { $place }
place-no_distance = No puedo medir la distancia hasta “{ $text }”. Prueba `Berlin +30km`.
place-remote_from = remoto ({ $limits })
place-unknown = sin indicar

area-ANYWHERE = cualquier lugar
area-EU = UE
area-GB = Reino Unido
area-US = EE. UU.
area-zones = de { $low } a { $high }

type-FULL_TIME = tiempo completo
type-PART_TIME = tiempo parcial
type-CONTRACTOR = freelance
type-TEMPORARY = temporal
type-INTERN = prácticas
type-VOLUNTEER = voluntariado
type-PER_DIEM = por días
type-OTHER = otro

option-any = Da igual

unstated-send = Enviarlos e indicarlo
unstated-hide = Ocultarlos

look_in-title = Solo en el título
look_in-all = En título, empresa y texto

remote-yes = Solo empleos remotos
remote-maybe = Remoto o sin especificar
remote-no = No remoto

agencies-hide = Sin agencias
agencies-only = Solo agencias

visa-yes = Con patrocinio de visa

age-days = { $days ->
    [one] De hace un día como máximo
   *[other] De hace { $days } días como máximo
}

verdict-found = “{ $word }” en { $field }
verdict-field-title = el título
verdict-field-company = el nombre de la empresa
verdict-field-body = el texto
verdict-unstated = sin indicar
verdict-keyword-passed = menciona { $seen }
verdict-keyword-failed = no menciona { $wanted }
verdict-excluded-passed = no menciona { $wanted }
verdict-excluded-failed = menciona { $seen }, que descartaste
verdict-not-passed = no { $wanted }
verdict-not-unknown = quizá { $wanted }, que descartaste
verdict-not-failed = { $seen }, que descartaste
verdict-agency = contrata a través de una agencia
verdict-direct = sin indicios de agencia
verdict-yes = sí
verdict-no = no
verdict-day = de hace 1 día
verdict-days = de hace { $days } días
verdict-years = { $years ->
    [one] 1 año o más
   *[other] { $years } años o más
}
verdict-written_in = en { $language }
verdict-no_level = { $language }, nivel no indicado
verdict-not_needed = no se exige { $language }
verdict-remote-passed = trabajo remoto: { $seen }
verdict-remote-unknown = trabajo remoto: { $seen }
verdict-remote-failed = trabajo remoto: { $seen }, pediste: { $wanted }
verdict-place-passed = lugar: { $seen }
verdict-place-failed = lugar: { $seen }, pediste: { $wanted }
verdict-place-unknown = lugar: { $seen }, quizá { $wanted }
verdict-type-passed = tipo de empleo: { $seen }
verdict-type-failed = tipo de empleo: { $seen }, pediste: { $wanted }
verdict-type-unknown = tipo de empleo: sin indicar
verdict-pay-passed = sueldo: { $seen }, pediste: { $wanted }
verdict-pay-failed = sueldo: { $seen }, pediste: { $wanted }
verdict-pay-unknown = sueldo: { $seen }
verdict-stated-passed = { $seen }
verdict-stated-failed = { $seen }
verdict-level-passed = nivel: { $seen }
verdict-level-failed = nivel: { $seen }, pediste: { $wanted }
verdict-level-unknown = nivel: sin indicar
verdict-lang-passed = en { $seen }
verdict-lang-failed = en { $seen }, no { $wanted }
verdict-lang-unknown = idioma de la oferta: desconocido
verdict-needs-passed = idioma: { $seen }
verdict-needs-failed = idioma: { $seen }, pediste: { $wanted }
verdict-needs-unknown = idioma: { $seen }
verdict-agencies-passed = { $seen }
verdict-agencies-failed = { $seen }, pediste: { $wanted }
verdict-visa-passed = patrocinio de visa: { $seen }
verdict-visa-failed = patrocinio de visa: { $seen }, y tú lo pediste
verdict-visa-unknown = patrocinio de visa: sin indicar
verdict-age-passed = { $seen }
verdict-age-failed = { $seen }, pediste: { $wanted }
verdict-age-unknown = fecha de la oferta: sin indicar
verdict-season-passed = temporada: { $wanted }
verdict-season-failed = temporada: { $seen }, pediste: { $wanted }
verdict-season-unknown = temporada: sin indicar
verdict-source-passed = de { $seen }
verdict-source-failed = de { $seen }, no { $wanted }
verdict-years-passed = experiencia: { $seen }
verdict-years-failed = experiencia: { $seen }, pediste: { $wanted }
verdict-years-unknown = años de experiencia: sin indicar
