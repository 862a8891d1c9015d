report-title = Seu alerta: { $rule }
report-unpaid = De { $jobs } que combinam, { $count ->
    [1] 1 não informa
   *[other] { $count } não informam
} o salário.
report-kept_back = { $count ->
    [1] 1 que combina está oculta.
   *[other] { $count } que combinam estão ocultas.
}
report-no_rate = Em observação há { $time }: ainda não há uma média.
report-never = Nenhum anúncio cita { $words }.
report-without = Sem { $part }: { $jobs }.
report-part = - { $part }: { $passed ->
    [1] 1 combina
   *[other] { $passed } combinam
}, { $unknown }{ $failed ->
    [1] 1 não
   *[other] { $failed } não
}; sem essa parte, { $jobs ->
    [1] 1 vaga
   *[other] { $jobs } vagas
}
report-unknown = { $count ->
    [1] 1 não informa
   *[other] { $count } não informam
},{ " " }
report-near = Por pouco:
report-nearly = - { $job }: { $why }
report-nothing = Ainda não vi nenhum anúncio. Tente depois da próxima consulta.

alert-saved =
    { "*" }*Salvo:** { $rule }
    As vagas novas chegam em { $where }.
alert-edited =
    { "*" }*Alterado:** { $rule }
    As vagas novas chegam em { $where }.
alert-confirm = Quem puder ver { $where } verá essas vagas.
alert-cancelled = Nada foi salvo.
alert-meanwhile = O alerta mudou nesse meio-tempo. Olhe de novo antes de salvar.
alert-changed_since = O alerta mudou desde então. Com `/alert edit` você o altera de novo.
alert-no_pay_sent = Vagas sem salário informado são enviadas, com um aviso.
alert-no_pay_hidden = Vagas sem salário informado ficam ocultas.
alert-open_none = Nenhuma vaga assim está aberta agora. Aviso você da próxima.
alert-open_more = Abertas agora: mais de { $count }; publicadas nesta semana: { $week }.
alert-list = Alertas
alert-none = Você ainda não tem alertas. Tente `/alert new keywords: python`.
alert-line = `#{ $number }` { $rule }
    → { $how }
alert-state_paused = em pausa
alert-unknown = Esse alerta não existe. Escolha um da lista que abre enquanto você digita.
alert-quota = Consigo guardar no máximo { $most ->
    [1] 1 alerta
   *[other] { $most } alertas
} para você. Remova um primeiro.
alert-paused = Em pausa: { $name }
alert-snooze_paused = { $name } está em pausa. Retome primeiro: `/alert resume`.
alert-resumed = Ativo: { $name }
alert-removed = Removido: { $name }
alert-undone = Como estava: { $name }
alert-test_nothing = Nenhuma vaga aberta combina com “{ $name }” agora.
alert-tested = Uma vaga foi enviada para { $where }.
alert-tests = Envio { $most ->
    [1] 1 teste
   *[other] { $most } testes
} por minuto para você. Tente de novo em { $seconds ->
    [1] 1 segundo
   *[other] { $seconds } segundos
}.

label-active = #{ $number } { $name }
label-paused = #{ $number } { $name } (em pausa)

where-dm = suas DMs
where-not_yours = Você não pode postar em { $channel }.
where-not_mine = Não consigo postar em { $channel }. Permita lá: { $missing }.
where-needs_tag = { $channel } exige uma tag em cada post. Escolha uma para todas as vagas.
where-tag_moderated = Em { $channel }, só moderadores usam “{ $tag }”. Permita lá: { $missing }.

permission-view_channel = Ver canal
permission-send_messages = Enviar mensagens
permission-embed_links = Inserir links
permission-read_message_history = Ver histórico de mensagens
permission-manage_threads = Gerenciar tópicos e posts

pause-channel_gone = O canal não existe mais. Crie um alerta para outro.
pause-forum_tag = O fórum exige uma tag. Permita posts sem tag e use `/alert resume`.
pause-no_access = Não vejo mais o canal. Libere meu acesso e use `/alert resume`.
pause-no_permission = Não posso mais postar lá. Permita e use `/alert resume`.
pause-dm_closed = Suas DMs estão fechadas para mim. Abra e use `/alert resume`.
pause-refused = O Discord recusa a mensagem. Tente `/alert resume` mais tarde.

paused-channel_gone = <#{ $channel }> não existe mais. Crie um alerta para outro canal.
paused-forum_tag = <#{ $channel }> exige uma tag, e as vagas esperam. Permita posts sem tag.
paused-no_access = Não vejo mais <#{ $channel }>. Libere meu acesso, e as vagas chegam.
paused-no_permission = Não posso mais postar em <#{ $channel }>. Permita, e as vagas chegam.
paused-dm_closed = O Discord recusa o que envio para <#{ $channel }>. As vagas esperam.
paused-refused = O Discord recusa o que envio para <#{ $channel }>. As vagas esperam.
paused-here = { $where }: { $why }
paused-again = Tentar de novo
paused-trying = Estou tentando de novo.

aside-automod = Bloqueado pelo AutoMod do servidor.
aside-link = O Discord considera o link nocivo.
aside-refused = O Discord não aceitou, nem como texto simples.
aside-ours = Não consegui escrever. Erro meu.
aside-day = O Discord ficou um dia inteiro fora de alcance.

problems-none = Nada ficou retido. Tudo já foi enviado ou está a caminho.
problems-line = - { $titles } em { $where }: { $why }
problems-line_dm = - { $titles } por DM: { $why }
problems-title = { $count ->
    [1] 1 mensagem não foi enviada
   *[other] { $count } mensagens não foram enviadas
}. **Enviar de novo** tenta mais uma vez.
problems-title_one = Uma mensagem não foi enviada. **Enviar de novo** tenta mais uma vez.
problems-resend = Enviar de novo
problems-resent = Elas estão a caminho.

follow-offer = Nada é acompanhado para ele ainda. Escolha de onde vêm as vagas:
follow-everybody = Sites de vagas que ele usa: { $count }. `/source pack` traz mais.
follow-choose = Pacotes de fontes
report-month = Últimos { $days } dias: { $news ->
    [0] nenhuma vaga nova.
    [1] 1 vaga nova, { $week ->
        [0] menos de uma
       *[other] cerca de { $week }
    } por semana.
   *[other] { $news } vagas novas, { $week ->
        [0] menos de uma
       *[other] cerca de { $week }
    } por semana.
}
report-watching = Em observação há { $time }: { $news ->
    [0] nenhuma vaga nova ainda.
   *[other] { $week ->
        [0] menos de uma
       *[other] cerca de { $week }
    } por semana.
}
report-time-minutes = { $count ->
    [1] 1 minuto
   *[other] { $count } minutos
}
report-time-hours = { $count ->
    [1] 1 hora
   *[other] { $count } horas
}
report-time-days = { $count ->
    [1] 1 dia
   *[other] { $count } dias
}
report-without_pay = Sem o salário mínimo: { $jobs }.
report-allowing = Incluindo { $part }: { $jobs }.
alert-open = Abertas agora: { $count }; publicadas nesta semana: { $week }.
alert-read = { "*" }*Entendi:** { $rule }
alert-before = { "*" }*Antes:** { $rule }
alert-after = { "*" }*Depois:** { $rule }
alert-goes = Para { $where }: { $how }.
alert-pay = Salário: { $pay }.
alert-no_pay_digest = Vagas sem salário informado chegam no resumo.
alert-ping_never = Ninguém é mencionado.
alert-ping_first = { $role } é mencionado no primeiro cartão do dia.
alert-ping_every = { $role } é mencionado em todos os cartões.
alert-ping_private = Só um canal tem cargos para mencionar. Inclua `where:`.
alert-ping_role = Qual cargo? Inclua `role:` ou escolha em **Quando**.
alert-ping_not_mine = Não posso mencionar { $role }. Permita “Mencionar todos os cargos” ou que qualquer um o mencione.
alert-cap = “{ $text }” não é um número de cartões. Tente `10`; o máximo é { $most }.
alert-state_snoozed = silenciado, volta { $until }
alert-this_week = { $count } nesta semana
alert-snoozed = Silenciado: { $name }. Volta { $until }.
alert-on_their_way = A caminho: { $count ->
    [0] nenhuma. Você já recebeu todas.
    [1] 1 vaga.
   *[other] { $count } vagas.
}
manner-at_once = na hora
manner-hourly = a cada hora, juntas
manner-daily = todo dia, juntas
manner-weekly = toda semana, juntas
manner-cap = na hora, { $cap ->
    [1] um cartão
   *[other] { $cap } cartões
} por dia, o resto em um resumo
manner-no_cap = na hora, sem limite
when-at_once = Na hora
when-hourly = A cada hora
when-daily = Todo dia
when-weekly = Toda semana
ping-never = Nunca
ping-first = Primeiro cartão do dia
ping-every = Todos os cartões
unstated-digest = Só no resumo
snooze-day = um dia
snooze-week = uma semana
label-snoozed = #{ $number } { $name } (silenciado)
follow-takes = Ele usa o que este servidor acompanha. Fontes: { $count }.

form-what = O que você procura?
form-keywords = Palavras-chave
form-keywords_about = Palavras, ou -junior e level:senior
form-min_pay = Salário mínimo
form-place = Lugares
form-types = Tipo de vaga
form-unpaid = Vagas sem salário informado
form-how = Quando e quantas
form-when = Quando
form-cap = Cartões por dia
form-cap_about = O resto chega em um resumo. Vazio: sem limite.
form-name = Nome
form-silence = Toda semana, uma linha se nada chegar
form-ping = Mencionar um cargo
form-role = Qual cargo
form-tag = Tag: { $name }
form-tag_means = Vai em
form-example-keywords = python OR golang, "machine learning", -junior
form-example-min_pay = 90k EUR, $60/h
form-example-place = Berlin +30km, remote from Germany
form-example-cap = 10
form-example-name = Backend em São Paulo

tag-choose = O que significam as tags do fórum
tag-used = Tags: { $tags }
tag-every = todas as vagas
tag-never = nenhuma vaga
tag-closed = vagas encerradas
tag-gone = Essa tag não existe mais. Escolha outra.

share-code =
    { "*" }*{ $name }**: `/alert take code: { $code }`
    Quem tiver o código verá o alerta como ele é.
share-pay = O salário mínimo também aparece.
share-stopped = Esse código não vale mais.
share-unknown = Esse código não existe. Pergunte a quem passou para você.

done-none = Você não tem nenhum alerta ativo.
done-done = Parabéns! Alertas desligados: { $count }.
done-tell = Contar em { $channel }, sem o seu nome?
done-told = Contado, sem o seu nome. Os alertas estão desligados.
done-news = Alguém daqui conseguiu uma vaga. Parabéns!
done-undone = Seus alertas voltaram.
done-no_wins = Não posso mais postar lá.

zone-title = Onde você mora?
zone-where = Cidade ou fuso horário
zone-example = São Paulo
zone-ask = Onde você mora? Assim suas noites ficam em silêncio.
zone-quiet = Silêncio das { $start } às { $end } a partir de agora.
zone-known = Seu fuso horário: { $zone }.
