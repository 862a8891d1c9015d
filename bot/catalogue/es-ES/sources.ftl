source-kind = No existe ningún tipo de fuente “{ $kind }”. Hay: { $known }.
source-board = “{ $board }” no es el nombre de un portal de { $kind }. Pega su dirección.
source-unread = No hay empleos en `{ $link }` ni en los portales y feeds que enlaza. Pega el enlace del propio portal o elige una `company:`.
source-unreachable = No pude leer `{ $link }`. Revisa el enlace o elige una `company:`.
source-closed =
    { "*" }*{ $site } no permite que lo lean los bots.** Pega la página de empleo de la propia empresa o elige el paquete { $pack }.
    Pegaste `{ $link }`.
source-forbidden =
    { "*" }*{ $site } no permite que lo lean los bots.** Pega el enlace del propio portal o elige una `company:`.
    Pediste `{ $link }`.
source-keys =
    { $kind } exige una clave. Pide a quien administra el bot que configure { $settings }.
    Pediste `{ $link }`.
source-neither = Indica un `link:`, como `https://acme.com/careers`, o una `company:`.
source-both = Indica solo uno de los dos: `link: { $link }` o `company: { $company }`.
source-no_company = No conozco la empresa “{ $text }”. Elige de la lista o pega un `link:`.
source-companies = Varios portales se llaman “{ $text }”. Elige uno: { $boards }.
source-quota = Para ti caben { $most ->
    [one] 1 fuente
   *[other] { $most } fuentes
} como máximo. Quita una primero.
source-quota_server = En un servidor caben { $most ->
    [one] 1 fuente
   *[other] { $most } fuentes
} como máximo. Quita una primero.
source-probes = Miro { $most ->
    [one] 1 fuente
   *[other] { $most } fuentes
} por minuto para ti. Inténtalo de nuevo en { $seconds ->
    [one] 1 segundo
   *[other] { $seconds } segundos
}.
source-cancelled = No se sigue nada que no se siguiera antes.
source-added = Siguiendo. Lo que está abierto ahora ya cuenta como visto; lo nuevo llega a tus alertas.
source-removed = Ya no se sigue { $title }.
source-undone = Se vuelve a seguir { $title }.
source-busy = Ahora mismo se está consultando { $title }. Inténtalo en un minuto.
source-checked = Ha respondido. Empleos: { $seen }, nuevos: { $new }.
source-rests = Consultada { $asked }. La próxima vez, { $due }.
source-already = { $title } ya se sigue.
source-no_link = “{ $text }” no es un enlace. Pega uno como `https://acme.com/careers`.
source-none = Aquí aún no se sigue nada. Quien administra puede probar `/source add`.
source-unknown = Esa fuente no existe. Elige una de la lista que se abre al escribir.
source-list = Fuentes
source-everybody = __Para las alertas personales de todo el mundo__
source-line =
    { "*" }*{ $title }** · { $state }
    empleos abiertos: { $count } · { $answered } · próxima consulta { $next }
source-answered = respondió { $when }
source-unanswered = aún sin respuesta

preview-company = { "*" }*{ $title }** · { $kind }
preview-jobs = Empleos abiertos: { $count } · con sueldo: { $paid }
preview-some_jobs = Empleos abiertos: { $count } · con sueldo: { $paid } de { $read }
preview-more_jobs = Empleos abiertos: { $count } o más · con sueldo: { $paid } de { $read }
preview-no_jobs = Ahora mismo no hay empleos ahí. ¿Es correcto el enlace?
preview-asked = Se consulta cada { $interval }.
preview-credit = Sus tarjetas dicen “vía { $name }”.

interval-minutes = { $count ->
    [one] minuto
   *[other] { $count } minutos
}
interval-hour = hora
interval-hours = { $count } horas

kind-rss = un feed
kind-jsonfeed = un feed
kind-schemaorg = su propia página
kind-githubissues = issues en GitHub
kind-simplify = una lista en GitHub

pack-de = Alemania
pack-in = India
pack-br = Brasil
pack-pl = Polonia
pack-us_students = Estudiantes en EE. UU.
pack-remote_world = Remoto, todo el mundo

pack_about-de = La agencia de empleo alemana, Arbeitnow y algunas empresas
pack_about-in = Empresas con muchos empleos en la India
pack_about-br = Los portales de empleo de Brasil en GitHub, y Nubank
pack_about-pl = Empresas con muchos empleos en Polonia
pack_about-us_students = Listas de prácticas y primeros empleos en EE. UU.
pack_about-remote_world = Portales de empleo remoto de todas partes

packs-shown = { "*" }*{ $name }** · { $about }
packs-first_alert = Una primera alerta para empezar: { $rule }
packs-heard = Todas estas ya se siguen.
packs-followed = { $count ->
    [one] Se sigue 1 fuente más. Sus
   *[other] Se siguen { $count } fuentes más. Sus
} empleos abiertos llegan en unos minutos.
packs-alert = ¿Una primera alerta para ellas? { $rule }
packs-no_channel = No puedo publicar aquí. Prueba `/alert new` con `where:`.
packs-alert_here = Quien pueda ver { $where } verá estos empleos.

health-new = aún sin consultar
health-ok = funciona
health-unchanged = funciona, nada nuevo
health-empty = funciona, sin empleos ahora
health-suspect = no muestra empleos, y es raro
health-partial = funciona, algunos empleos ilegibles
health-gone = ya no existe
health-refused = no se deja leer
health-throttled = pide que vuelva más tarde
health-unreachable = no responde
health-malformed = ilegible
health-quarantined = apartada, detuvo el bot

notice-ok = { "*" }*{ $title }** vuelve a funcionar.
notice-suspect = { "*" }*{ $title }** no muestra ningún empleo. Comprueba que su enlace siga llevando allí.
notice-gone = { "*" }*{ $title }** ya no existe. Añade la nueva página de empleo de la empresa.
notice-refused = { "*" }*{ $title }** no permite que la lean los bots. Añade la página de empleo de la empresa.
notice-throttled = { "*" }*{ $title }** pide menos consultas. Iré más despacio.
notice-unreachable = { "*" }*{ $title }** no responde. Lo sigo intentando.
notice-malformed = { "*" }*{ $title }** responde en un formato que no puedo leer. Quien administra el bot puede revisarlo.
notice-quarantined = { "*" }*{ $title }** detuvo el bot tres veces. Pulsa para volver a consultarla.
notice-check = Volver a consultar

answer-none = No se guardó ninguna respuesta de { $source }: ninguna era ilegible.

inspect-nothing = “{ $target }” no es ni un archivo ni una dirección como https://acme.com/jobs.
inspect-unknown = No encuentro ofertas en { $target }. Conozco estos tipos: { $kinds }.
