card-untitled = Vaga sem título
card-no_pay = Salário não informado
card-pay_words = “{ $words }” ({ $figure })
card-predicted = { $pay }, uma estimativa e não um dado da empresa
card-payments = { $pay }, { $payments } salários por ano
card-band = - { $name }: { $pay }
card-posted = publicada { $when }
card-seen = vista { $when }
card-reposted = vista pela primeira vez { $seen }, republicada { $posted }
card-agencies = também por { $names }
card-test = Teste: { $content }
card-matched = { "*" }*Por quê:** { $reasons }
card-mentions = cita { $words }
card-more_places = { $places } e mais { $more }
card-at = { $title } – { $company }
card-via = via { $sources }
card-apply = Candidatar-se
card-save = Salvar
card-no = Não é para mim
card-closed = Encerrada { $when }
card-was = antes { $pay }
card-was_unstated = antes não informava salário
card-why = Por quê?
card-why_alert = Por { $rule }:
card-no_alert = O alerta que pedia isto foi removido.
card-unknown = Não conheço mais este cartão.

digest-title = Vagas novas: { $count }
digest-notification = { $title }: { $titles }
digest-more = … e mais { $more }
digest-all = Revisar a lista
digest-hidden = Todas estas vagas já estão ocultas. Veja `/jobs hidden`.

news-closed = { $state ->
    [applied] Você se candidatou a { $job } { $since }; foi encerrada { $when }.
   *[saved] Você salvou { $job } { $since }; foi encerrada { $when }.
}
news-open = { $state ->
    [applied] Você se candidatou a { $job } { $since }; está aberta de novo.
   *[saved] Você salvou { $job } { $since }; está aberta de novo.
}
news-again = { $state ->
    [applied] Você se candidatou a { $job } { $since }; foi republicada { $when }.
   *[saved] Você salvou { $job } { $since }; foi republicada { $when }.
}
news-pay = { $state ->
    [applied] Você se candidatou a { $job } { $since }; o salário mudou: { $pay }, antes { $before }.
   *[saved] Você salvou { $job } { $since }; o salário mudou: { $pay }, antes { $before }.
}
news-pay_stated = { $state ->
    [applied] Você se candidatou a { $job } { $since }; agora informa o salário: { $pay }.
   *[saved] Você salvou { $job } { $since }; agora informa o salário: { $pay }.
}
news-like = Parecidas e abertas:
