saved-new = Guardado. Solo tú lo ves.
saved-before = Ya lo habías guardado. Solo tú lo ves.
saved-on = guardado { $when }
saved-applied = te postulaste { $when }
saved-remind = recordatorio { $when }
saved-open = Abierto
saved-closed = Cerrado { $when }
saved-note = Nota: { $note }
saved-apply = Ya me postulé
saved-not_applied = No me postulé
saved-remind_me = Recuérdamelo
saved-write = Nota
saved-your_note = Tu nota
saved-similar = Empleos parecidos
saved-forget = Olvidar
saved-tomorrow = Mañana
saved-in_days = En 3 días
saved-in_a_week = En una semana
saved-never = Sin recordatorio
saved-forgotten = Olvidado: { $title }
saved-gone = No tienes guardado ese empleo, o ya no.
saved-none = Aún no has guardado nada. Pulsa **Guardar** debajo de un empleo.
saved-full = Guardo { $most ->
    [one] 1 empleo
   *[other] { $most } empleos
} como máximo. Olvida uno primero.
saved-like = Parecidos y abiertos:
saved-no_similar = No conozco ningún empleo abierto parecido.
saved-alike =
    { $count ->
        [one] Guardaste { $count } empleo como este.
       *[other] Guardaste { $count } empleos como este. ¿Busco más?
    }
    { $rule }
saved-title =
    { $count ->
        [one] Tu empleo guardado
       *[other] Tus { $count } empleos guardados
    }
saved-choose = Elige un empleo
saved-export = Exportar
saved-exported =
    { $count ->
        [one] Tu empleo, en tabla y en JSON.
       *[other] Tus { $count } empleos, en tabla y en JSON.
    }

remind-open = Querías volver a ver esto: { $job }. Sigue abierto.
remind-closed = Querías volver a ver esto: { $job }. Se ha cerrado.
notice-job = Ver el empleo

refuse-mine = Oculto: no verás más este empleo. ¿Cambiamos también tu alerta?
refuse-nobodys = Oculto: no verás más este empleo.
refuse-public = Oculto en tus propias listas. Los demás siguen viendo la tarjeta.
refuse-choose = ¿Qué fallaba?
refuse-undone = Ya no está oculto: { $title }
refuse-follow = Seguir
refuse-report = Denunciar
refuse-followed = Ya tienes esta alerta. Mira `/alert list`.
refuse-copied = Tu propia copia. Sus empleos te llegan por MD:
refuse-hears =
    { $count ->
        [one] Usa { $count } fuente.
       *[other] Usa { $count } fuentes.
    }

wrong-company = Nunca esta empresa: { $about }
wrong-word = Nunca esta palabra en el título: { $about }
wrong-pay = Sueldo demasiado bajo
wrong-unpaid = Sueldo no indicado
wrong-place = Este lugar no: { $about }
wrong-agency = Sin agencias

propose-rule = { $name }: { $rule }
propose-out = En { $days ->
    [one] { $days } día
   *[other] { $days } días
} habría descartado { $out } de { $jobs ->
    [one] { $jobs } empleo
   *[other] { $jobs } empleos
}.
propose-out_saved = En { $days ->
    [one] { $days } día
   *[other] { $days } días
} habría descartado { $out } de { $jobs ->
    [one] { $jobs } empleo
   *[other] { $jobs } empleos
}; de ellos guardaste { $saved }.
propose-added = En { $days ->
    [one] { $days } día
   *[other] { $days } días
} habría enviado { $after ->
    [one] { $after } empleo
   *[other] { $after } empleos
} en vez de { $jobs }.
propose-same = No habría cambiado nada en { $days ->
    [one] { $days } día
   *[other] { $days } días
}.
propose-apply = Cambiarla
propose-applied = Cambiada. Ahora pides:
propose-undone = Como estaba:
propose-cancelled = No se ha cambiado nada.
propose-nothing = Ningún cambio de tu alerta lo descartaría ya.
propose-stale = La alerta ha cambiado mientras tanto. Pulsa otra vez el botón de la tarjeta.

report-ask = ¿Qué le pasa a este empleo?
report-choose = Elige un motivo
report-scam = Parece una estafa
report-gone = Ya no está abierto
report-unfair = Excluye a personas injustamente
report-amiss = No tiene que ver con este servidor
report-thanks = Gracias. Quien gestiona este servidor ya lo sabe, sin tu nombre.
report-again = Ya denunciaste este empleo.
report-nowhere = Aquí nadie lee las denuncias. Díselo a alguien que gestione este servidor.
reported-scam = Alguien denuncia un empleo como estafa: { $job }
reported-gone = Alguien avisa de un empleo cerrado: { $job }
reported-unfair = Alguien denuncia un empleo como injusto: { $job }
reported-amiss = Alguien denuncia un empleo ajeno a este servidor: { $job }

why-others = **Tus otras alertas**
why-fits = ✔ **{ $name }**: encaja
why-missed = ✘ **{ $name }**: encaja, salvo { $why }
why-missed_by = ✘ **{ $name }**: no encaja por { $gap }
why-show = Mostrar empleos así
why-show_for = Mostrar empleos así (#{ $number })

fate-title = Qué fue de él
fate-some_day = hace algún tiempo
fate-sent = ✔ **{ $name }**: enviado { $when } a { $where }.
fate-coming = ✔ **{ $name }**: en camino a { $where }.
fate-aside = ✘ **{ $name }**: no se pudo enviar.
fate-held = ✔ **{ $name }**: retenido, llega { $when }.
fate-unfit = ✘ **{ $name }**: { $why }
fate-unheard = ✘ **{ $name }**: encaja, pero su fuente no se sigue.
fate-unseen = ✘ **{ $name }**: encaja, pero ninguna de mis fuentes lo ha mostrado.
fate-hidden = ✘ **{ $name }**: ocultaste este empleo.
fate-blocked = ✘ **{ $name }**: este empleo o su empresa están bloqueados.
fate-told = ✔ **{ $name }**: otra alerta lo envió { $when } a { $where }.
fate-earlier = ✘ **{ $name }**: visto { $when }, antes de crear la alerta.
fate-known = ✘ **{ $name }**: ya visto { $when }.
fate-first_look = ✘ **{ $name }**: ya estaba cuando miré su fuente por primera vez, { $when }.
fate-paused = ✘ **{ $name }**: la alerta está en pausa.
fate-changed = ✘ **{ $name }**: ahora encaja; entonces la alerta era otra o estaba en pausa.
fate-why-digest = Va en un resumen.
fate-why-unpaid = No indica sueldo, así que va en un resumen.
fate-why-quiet = Son horas de silencio.
fate-why-snooze = La alerta está silenciada.
fate-why-cap = Ya se enviaron las tarjetas del día.
fate-left_out = ✘ **{ $name }**: se cerró antes de que le tocara.
fate-card = [Abrir la tarjeta]({ $link })
fate-gone = La tarjeta se borró después.
fate-as_other = Vino de { $source }.

check-may_apply = Quién puede postularse: { $who }
check-pay_above =
    { $count ->
        [one] { $pay }, más que el { $percent } % de { $count } empleo parecido
       *[other] { $pay }, más que el { $percent } % de { $count } empleos parecidos
    }
check-visa = con patrocinio de visa
check-no_visa = sin patrocinio de visa
check-open = Abierto cuando miré { $when }
check-closed = Cerrado { $when }
check-ran_out = El plazo terminó { $when }
check-save = Guardar
check-no_link = En ese mensaje no hay ningún enlace a un empleo.
check-not_listed = No encuentro ese empleo en `{ $link }`.
check-several = Ese enlace lleva a varios empleos. Dame el enlace de uno.
