card-untitled = Empleo sin título
card-no_pay = Sueldo no indicado
card-pay_words = “{ $words }” ({ $figure })
card-predicted = { $pay }, una estimación y no dato de la empresa
card-payments = { $pay }, { $payments } pagas al año
card-band = - { $name }: { $pay }
card-posted = publicado { $when }
card-seen = visto { $when }
card-reposted = visto por primera vez { $seen }, publicado de nuevo { $posted }
card-agencies = también a través de { $names }
card-test = Prueba: { $content }
card-matched = { "*" }*Por qué:** { $reasons }
card-mentions = menciona { $words }
card-more_places = { $places } y { $more } más
card-at = { $title } en { $company }
card-via = vía { $sources }
card-apply = Postularme
card-save = Guardar
card-no = No es para mí
card-closed = Cerrado { $when }
card-was = antes { $pay }
card-was_unstated = antes no indicaba sueldo
card-why = ¿Por qué?
card-why_alert = Por { $rule }:
card-no_alert = La alerta que pedía esto se ha quitado.
card-unknown = Ya no conozco esta tarjeta.

digest-title = Empleos nuevos: { $count }
digest-notification = { $title }: { $titles }
digest-more = … y { $more } más
digest-all = Revisar la lista
digest-hidden = Todos estos empleos están ocultos ya. Mira `/jobs hidden`.

news-closed = { $state ->
    [applied] Te postulaste a { $job } { $since }; se cerró { $when }.
   *[saved] Guardaste { $job } { $since }; se cerró { $when }.
}
news-open = { $state ->
    [applied] Te postulaste a { $job } { $since }; está abierto de nuevo.
   *[saved] Guardaste { $job } { $since }; está abierto de nuevo.
}
news-again = { $state ->
    [applied] Te postulaste a { $job } { $since }; se publicó de nuevo { $when }.
   *[saved] Guardaste { $job } { $since }; se publicó de nuevo { $when }.
}
news-pay = { $state ->
    [applied] Te postulaste a { $job } { $since }; cambió su sueldo: { $pay }, antes { $before }.
   *[saved] Guardaste { $job } { $since }; cambió su sueldo: { $pay }, antes { $before }.
}
news-pay_stated = { $state ->
    [applied] Te postulaste a { $job } { $since }; ahora indica sueldo: { $pay }.
   *[saved] Guardaste { $job } { $since }; ahora indica sueldo: { $pay }.
}
news-like = Parecidos y abiertos:
