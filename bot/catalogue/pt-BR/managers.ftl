settings-mine = Suas configurações
settings-servers = Configurações deste servidor
settings-how_mine = Para mudar uma: /settings me zone: Berlin
settings-how_server = Para mudar uma: /settings server zone: Berlin
settings-label_zone = Fuso horário
settings-label_quiet = Horário de silêncio
settings-label_digest_at = Os resumos chegam às
settings-label_digest_day = Resumos semanais em
settings-label_language = Idioma
settings-label_notices = Canal de administração
settings-label_adders_role = Quem pode adicionar fontes
settings-label_cap = Novos alertas
settings-label_report = Relatório semanal
settings-auto = o que o Discord indica
settings-off = desligado
settings-range = das { $start } às { $end }
settings-there = agora { $time }
settings-no_zone = desconhecido; vale o UTC
settings-no_notices = nenhum; avisa quem adicionou a fonte
settings-managers = quem gerencia o servidor
settings-cap = { $count ->
    [1] no máximo um cartão por dia
   *[other] no máximo { $count } cartões por dia
}
settings-mondays = às segundas-feiras
settings-undone = Como estava:
settings-no_such_zone = Não conheço o lugar “{ $text }”. Escreva uma cidade, como `zone: Berlin`.
settings-zone_first = Diga também o fuso horário, por exemplo `zone: Berlin`.
settings-channel_first = Escolha também para onde vai, por exemplo `admin_channel: #mods`.

day-monday = segunda-feira
day-tuesday = terça-feira
day-wednesday = quarta-feira
day-thursday = quinta-feira
day-friday = sexta-feira
day-saturday = sábado
day-sunday = domingo

daytime-unread = “{ $text }” não é um horário. Escreva um como `9:00`.
daytime-no_range = Não consigo ler “{ $text }”. Escreva `22:00-08:00` ou `off`.

audit-title = Quem mudou o quê
audit-none = Nada mudou aqui nos últimos 90 dias.
audit-line = { $when } · { $who } { $did }
audit-somebody = alguém
audit-set = definiu “{ $setting }”: { $value }
audit-alert_added = adicionou o alerta #{ $number }: { $name }
audit-alert_edited = alterou o alerta #{ $number }: { $name }
audit-alert_paused = pausou o alerta #{ $number }: { $name }
audit-alert_snoozed = silenciou o alerta #{ $number }: { $name }
audit-alert_resumed = retomou o alerta #{ $number }: { $name }
audit-alert_removed = removeu o alerta #{ $number }: { $name }
audit-alert_restored = recuperou o alerta #{ $number }: { $name }
audit-followed = adicionou a fonte { $title }
audit-unfollowed = removeu a fonte { $title }
audit-blocked = ocultou { $title }
audit-unblocked = voltou a mostrar { $title }
audit-report_dismissed = descartou uma denúncia sobre { $title }
audit-taken_back = excluiu { $count ->
    [1] 1 cartão
   *[other] { $count } cartões
} em { $where }
audit-posted_again = postou de novo { $count ->
    [1] 1 cartão
   *[other] { $count } cartões
} em { $where }

weekly-report = Semana passada: { $posted } postadas · cópias evitadas: { $copies } · sites consertados: { $mended }.

button-delete = Excluir
button-keep = Manter

takeback-which = Diga o que retirar: um `alert:` ou um `channel:`, como `#jobs`.
takeback-none = Nada foi postado lá na última hora.
takeback-sure = { $count ->
    [1] Excluir um cartão em { $where }?
   *[other] Excluir { $count } cartões em { $where }?
}
takeback-sure_dm = { $count ->
    [1] Excluir um cartão aqui nas nossas DMs?
   *[other] Excluir { $count } cartões aqui nas nossas DMs?
}
takeback-deleting = Excluindo…
takeback-deleted = { $count ->
    [1] Um cartão excluído.
   *[other] { $count } cartões excluídos.
}
takeback-left = { $count ->
    [1] Um não pôde ser excluído.
   *[other] { $count } não puderam ser excluídos.
}
takeback-again = { $count ->
    [1] Um cartão é postado de novo.
   *[other] { $count } cartões são postados de novo.
}
takeback-stop = Para parar o que vier depois: `/alert pause`.
takeback-kept = Nada foi excluído.

hide-which = Informe um dos dois: o `link:` de uma vaga ou uma `company:`.
hide-unknown = Não conheço nenhuma vaga em `{ $link }`. Copie o link do título de um cartão.
hide-no_company = “{ $text }” não é o nome de uma empresa. Escolha uma na lista.
hide-already = { $title } já está oculto. Veja `/jobs hidden`.
hide-done_server = Oculto neste servidor: { $title }
hide-done_me = Oculto para você: { $title }
hide-open = { $count ->
    [0] Nenhuma vaga dela está aberta agora.
    [1] Uma vaga dela está aberta agora.
   *[other] { $count } vagas dela estão abertas agora.
}
hide-undone = De volta à lista: { $title }
hide-none_server = Nada está oculto aqui. Use `/jobs hide company: Acme`.
hide-none_me = Você não ocultou nada. Use `/jobs hide company: Acme`.
hide-title_server = Oculto neste servidor
hide-title_me = Oculto para você
hide-show_again = Mostrar de novo…
hide-job = - { $title } · oculta { $when }
hide-company = - todas as vagas de { $title } · ocultas { $when }

report-hide = Ocultar aqui
report-dismiss = Descartar
report-hidden = Ocultada aqui por { $name }.
report-dismissed = Descartada por { $name }.

latest-ask = O que está aberto conta como visto. Postar agora as mais recentes?
latest-none = Nada
latest-three = As 3 mais recentes
latest-ten = As 10 mais recentes
latest-quiet = As vagas novas chegam sozinhas a partir de agora.
latest-posting = { $count ->
    [1] Postando uma vaga. As novas chegam sozinhas a partir de agora.
   *[other] Postando { $count } vagas. As novas chegam sozinhas a partir de agora.
}
latest-nothing = Ainda não há nada aberto que combine. As vagas novas chegam sozinhas.

setup-which = Sobre o que é este servidor?
setup-reading = { $count ->
    [1] Lendo um site de vagas…
   *[other] Lendo { $count } sites de vagas…
}
setup-title = { "*" }*{ $pack }** · nada foi postado ainda
setup-line = - { $where } { "*" }*{ $week } nesta semana**, { $open } abertas · { $rule }
setup-cap = { $count ->
    [1] No máximo um cartão por dia.
   *[other] No máximo { $count } cartões por dia.
}
setup-no_cap = Quantos cartões por dia houver.
setup-ping = Menção: { $role }, uma vez por dia.
setup-no_ping = Menção: nenhuma.
setup-silent = { $count ->
    [1] Um site ainda não respondeu. Continuo tentando.
   *[other] { $count } sites ainda não responderam. Continuo tentando.
}
setup-post = Postar
setup-change = Alterar
setup-out = Deixar de fora
setup-changing = Vagas para { $where }: { $rule }
setup-choose_channel = Outro canal
setup-choose_role = Quem mencionar, uma vez por dia
setup-choose_cap = Cartões por dia
setup-choose_tag = A tag para todas as vagas
setup-cap_choice = No máximo { $count } por dia
setup-not_everyone = Não menciono todo mundo. Escolha um cargo que as pessoas possam deixar.
setup-not_mentionable = Não posso mencionar { $role }. Nas configurações do cargo, permita que qualquer um o mencione.
setup-no_channel = Não posso postar em nenhum dos seus canais. Permita em um deles: Ver canal, Enviar mensagens, Inserir links.
setup-all_there = Tudo isto já é postado aqui. Veja `/alert list`.
setup-done = Pronto. As vagas novas chegam em { $where }.
setup-tested = Há um cartão de teste em { $where }.
setup-untested = Nenhuma vaga assim está aberta agora, por isso não há cartão de teste.
setup-next =
    Experimente em seguida:
    - `/settings server zone:` para noites em silêncio e resumos no horário de vocês
    - `/source add link:` para uma página de carreiras própria
    - `/alert new` para vagas que só você vê
