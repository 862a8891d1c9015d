saved-new = Salva. Só você vê isto.
saved-before = Você já tinha salvado esta vaga. Só você vê isto.
saved-on = salva { $when }
saved-applied = candidatura { $when }
saved-remind = lembrete { $when }
saved-open = Aberta
saved-closed = Encerrada { $when }
saved-note = Nota: { $note }
saved-apply = Já me candidatei
saved-not_applied = Não me candidatei
saved-remind_me = Lembrar depois
saved-write = Nota
saved-your_note = Sua nota
saved-similar = Vagas parecidas
saved-forget = Esquecer
saved-tomorrow = Amanhã
saved-in_days = Em 3 dias
saved-in_a_week = Em uma semana
saved-never = Sem lembrete
saved-forgotten = Esquecida: { $title }
saved-gone = Você não salvou essa vaga, ou já esqueceu.
saved-none = Você ainda não salvou nada. Clique em **Salvar** embaixo de uma vaga.
saved-full = Guardo no máximo { $most ->
    [1] 1 vaga salva
   *[other] { $most } vagas salvas
}. Esqueça uma primeiro.
saved-like = Parecidas e abertas:
saved-no_similar = Não conheço nenhuma vaga aberta parecida.
saved-alike =
    { $count ->
        [1] Você salvou { $count } vaga como esta.
       *[other] Você salvou { $count } vagas como esta. Quer que eu procure mais?
    }
    { $rule }
saved-title =
    { $count ->
        [1] Sua vaga salva
       *[other] Suas { $count } vagas salvas
    }
saved-choose = Escolha uma vaga
saved-export = Exportar
saved-exported =
    { $count ->
        [1] Sua vaga, em tabela e em JSON.
       *[other] Suas { $count } vagas, em tabela e em JSON.
    }

remind-open = Você queria rever isto: { $job }. Ainda está aberta.
remind-closed = Você queria rever isto: { $job }. Já foi encerrada.
notice-job = Mostrar a vaga

refuse-mine = Oculta: você não verá mais esta vaga. Quer mudar também o seu alerta?
refuse-nobodys = Oculta: você não verá mais esta vaga.
refuse-public = Oculta nas suas listas. As outras pessoas ainda veem o cartão.
refuse-choose = O que não serviu?
refuse-undone = Não está mais oculta: { $title }
refuse-follow = Seguir
refuse-report = Denunciar
refuse-followed = Você já tem este alerta. Veja `/alert list`.
refuse-copied = Sua própria cópia. As vagas chegam por DM:
refuse-hears =
    { $count ->
        [1] Ela usa { $count } fonte.
       *[other] Ela usa { $count } fontes.
    }

wrong-company = Nunca esta empresa: { $about }
wrong-word = Nunca esta palavra no título: { $about }
wrong-pay = Salário baixo demais
wrong-unpaid = Salário não informado
wrong-place = Este lugar não: { $about }
wrong-agency = Sem agências

propose-rule = { $name }: { $rule }
propose-out = Em { $days ->
    [1] { $days } dia
   *[other] { $days } dias
}, teria descartado { $out } de { $jobs ->
    [1] { $jobs } vaga
   *[other] { $jobs } vagas
}.
propose-out_saved = Em { $days ->
    [1] { $days } dia
   *[other] { $days } dias
}, teria descartado { $out } de { $jobs ->
    [1] { $jobs } vaga
   *[other] { $jobs } vagas
}; dessas você salvou { $saved }.
propose-added = Em { $days ->
    [1] { $days } dia
   *[other] { $days } dias
}, teria enviado { $after ->
    [1] { $after } vaga
   *[other] { $after } vagas
} em vez de { $jobs }.
propose-same = Não teria mudado nada em { $days ->
    [one] { $days } dia
   *[other] { $days } dias
}.
propose-apply = Alterar
propose-applied = Alterado. Agora você pede:
propose-undone = Como estava:
propose-cancelled = Nada foi alterado.
propose-nothing = Nenhuma mudança no seu alerta a descartaria mais.
propose-stale = O alerta mudou nesse meio-tempo. Clique de novo no botão do cartão.

report-ask = O que há de errado com esta vaga?
report-choose = Escolha um motivo
report-scam = Parece golpe
report-gone = Não está mais aberta
report-unfair = Exclui pessoas de forma injusta
report-amiss = Não combina com este servidor
report-thanks = Obrigado. Quem gerencia este servidor foi avisado, sem o seu nome.
report-again = Você já denunciou esta vaga.
report-nowhere = Ninguém lê denúncias aqui. Fale com quem gerencia este servidor.
reported-scam = Alguém denuncia uma vaga como golpe: { $job }
reported-gone = Alguém avisa que uma vaga foi encerrada: { $job }
reported-unfair = Alguém denuncia uma vaga como injusta: { $job }
reported-amiss = Alguém denuncia uma vaga que não combina com o servidor: { $job }

why-others = **Seus outros alertas**
why-fits = ✔ **{ $name }**: combina
why-missed = ✘ **{ $name }**: combina, exceto { $why }
why-missed_by = ✘ **{ $name }**: não combina por { $gap }
why-show = Mostrar vagas assim
why-show_for = Mostrar vagas assim (#{ $number })

fate-title = O que houve com ela
fate-some_day = há algum tempo
fate-sent = ✔ **{ $name }**: enviada { $when } para { $where }.
fate-coming = ✔ **{ $name }**: a caminho de { $where }.
fate-aside = ✘ **{ $name }**: não foi possível enviar.
fate-held = ✔ **{ $name }**: retida, chega { $when }.
fate-unfit = ✘ **{ $name }**: { $why }
fate-unheard = ✘ **{ $name }**: combina, mas a fonte não é acompanhada.
fate-unseen = ✘ **{ $name }**: combina, mas nenhuma das minhas fontes a mostrou.
fate-hidden = ✘ **{ $name }**: você ocultou esta vaga.
fate-blocked = ✘ **{ $name }**: esta vaga ou a empresa está bloqueada.
fate-told = ✔ **{ $name }**: outro alerta a enviou { $when } para { $where }.
fate-earlier = ✘ **{ $name }**: vista { $when }, antes de o alerta existir.
fate-known = ✘ **{ $name }**: já vista { $when }.
fate-first_look = ✘ **{ $name }**: já estava lá quando vi a fonte pela primeira vez, { $when }.
fate-paused = ✘ **{ $name }**: o alerta está em pausa.
fate-changed = ✘ **{ $name }**: combina agora; antes o alerta era outro ou estava em pausa.
fate-why-digest = Vai em um resumo.
fate-why-unpaid = Não informa salário, então vai em um resumo.
fate-why-quiet = É horário de silêncio.
fate-why-snooze = O alerta está silenciado.
fate-why-cap = Os cartões do dia já foram enviados.
fate-left_out = ✘ **{ $name }**: foi encerrada antes da hora dela.
fate-card = [Abrir o cartão]({ $link })
fate-gone = O cartão foi apagado depois.
fate-as_other = Veio de { $source }.

check-may_apply = Quem pode se candidatar: { $who }
check-pay_above =
    { $count ->
        [1] { $pay }, acima de { $percent }% de { $count } vaga parecida
       *[other] { $pay }, acima de { $percent }% de { $count } vagas parecidas
    }
check-visa = com patrocínio de visto
check-no_visa = sem patrocínio de visto
check-open = Aberta quando consultei { $when }
check-closed = Encerrada { $when }
check-ran_out = Inscrições encerradas { $when }
check-save = Salvar
check-no_link = Não há link de vaga nessa mensagem.
check-not_listed = Não encontro essa vaga em `{ $link }`.
check-several = Esse link leva a várias vagas. Mande o link de uma só.
