jobs-found = Vagas abertas: { $count }
jobs-seen = Vagas vistas até agora: { $count }
jobs-none = Nenhuma vaga aberta aqui combina com { $rule }.
jobs-none_seen = Nenhuma vaga vista até agora combina com { $rule }.
jobs-most = as primeiras { $count }
jobs-open = aberta
jobs-closed = encerrada { $when }
jobs-save_one = Salvar uma…
jobs-alert_me = Avise de vagas assim
order-best = melhores primeiro
order-newest = mais recentes primeiro
closed-open = só vagas abertas
closed-all = vagas encerradas também

page-of = Página { $page } de { $pages }

zone-choice = { $place } · { $time }

paid-title = { "###" } O que pagam: { $rule }
paid-year = { $currency } por ano
paid-day = PJ, { $currency } por dia
paid-panel = { $what } · { $count ->
    [1] 1 vaga
   *[other] { $count } vagas
}
paid-line = { $what }: mediana { $middle }, a metade central de { $first } a { $third } ({ $count ->
    [1] 1 vaga
   *[other] { $count } vagas
}).
paid-few = { $count ->
    [0] Nenhuma informa salário, então não há o que desenhar.
    [1] Só 1 informa salário, pouco para um gráfico:
   *[other] Só { $count } informam salário da mesma forma, pouco para um gráfico:
}
paid-other = { $what } ({ $count })
paid-others = Poucas para um gráfico: { $named }.
paid-share = Salário informado: { $stating } de { $jobs ->
    [1] { $jobs } vaga
   *[other] { $jobs } vagas
} ({ $percent }%).
paid-how = Uma faixa conta pelo meio; um ano, como { $hour } horas, { $day } dias, { $week } semanas ou { $month } meses.
paid-median = mediana { $pay }
paid-period_one = Vistas pela primeira vez em { $first }, inclusive as encerradas.
paid-period = Vistas pela primeira vez de { $first } a { $last }, inclusive as encerradas.
paid-unconverted = Nada é convertido; para isso existe `in:`.
paid-converted = Em { $currency }, pelo câmbio do Banco Central Europeu.
paid-lost = Fora por falta de câmbio: { $count }.
paid-picture = Colunas: quantas vagas pagam quanto.
paid-thousands = { $count } mil
paid-millions = { $count } mi
paid-currency = { $code } · { $name }
paid-no_currency = Não conheço a moeda “{ $text }”. Tente `EUR`.

help-title = { "###" } Aviso você de vagas novas assim que são publicadas
help-next_setup = { "**" }Próximo passo:** `/setup` propõe vagas e canais para este servidor.
help-next_source = { "**" }Próximo passo:** `/source pack` acompanha muitos sites de vagas de uma vez.
help-next_alert = { "**" }Próximo passo:** `/alert new` mostra o que encontra antes de salvar qualquer coisa.
help-next_search = { "**" }Próximo passo:** `/alert report` mostra o que um alerta descartou, e por quê.
help-channel = - `/alert new where:` posta vagas novas em um canal.
help-alert = - `/alert new` envia vagas novas a você por DM.
help-search = - `/jobs search` busca em todas as vagas vistas até agora.
help-pay = - `/jobs pay` desenha o que vagas assim pagam.
help-saved = - `/jobs saved` tem as vagas que você salvou, com lembretes.
help-source = - `/source add` acompanha a página de carreiras de uma empresa.
help-settings = - `/settings server` tem o idioma, os horários e um canal de administração.
help-heard_server = Uma vaga parece errada? Escolha Não é para mim e depois Denunciar: quem gerencia este servidor fica sabendo.
help-heard = Algo está errado? Fale com quem opera este bot.

privacy-kept_me =
    { "###" } O que guardo sobre você
    - seus alertas: { $alerts }, com os horários e o idioma que você escolheu
    - fontes que você segue: { $sources }
    - vagas que você salvou ou ocultou: { $jobs }, com suas notas
    - o que enviei a você: { $messages }
privacy-kept_server =
    { "###" } O que guardo sobre este servidor
    - seus alertas: { $alerts }, e suas configurações
    - fontes que ele segue: { $sources }
    - o que postei aqui: { $messages }
    - quem mudou o quê e o que os membros denunciaram
privacy-until_me = Até você apagar; um alerta removido, por mais { $days } dias.
privacy-until_server = Até você apagar, ou { $days } dias depois que eu sair; as mudanças, por { $audit } dias.
privacy-reads = Não leio mensagens e não mostro a ninguém o que você procura.
privacy-ways = `/privacy export` entrega tudo a você, `/privacy erase` apaga tudo.
source-choice = { $title } · { $state }
