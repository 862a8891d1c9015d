source-kind = Não existe um tipo de fonte “{ $kind }”. Existem: { $known }.
source-board = “{ $board }” não é o nome de um site de vagas do { $kind }. Cole o endereço dele.
source-unread = Não há vagas em `{ $link }` nem nos sites e feeds que ele indica. Cole o link do próprio site de vagas ou escolha uma `company:`.
source-unreachable = Não consegui ler `{ $link }`. Confira o link ou escolha uma `company:`.
source-closed =
    { "*" }*{ $site } não deixa bots lerem o site.** Cole a página de carreiras da própria empresa ou escolha o pacote { $pack }.
    Você colou `{ $link }`.
source-forbidden =
    { "*" }*{ $site } não deixa bots lerem o site.** Cole o link do próprio site de vagas ou escolha uma `company:`.
    Você pediu `{ $link }`.
source-keys =
    { $kind } exige uma chave. Peça a quem opera o bot para definir { $settings }.
    Você pediu `{ $link }`.
source-neither = Informe um `link:`, como `https://acme.com/careers`, ou uma `company:`.
source-both = Informe só um dos dois: `link: { $link }` ou `company: { $company }`.
source-no_company = Não conheço a empresa “{ $text }”. Escolha na lista ou cole um `link:`.
source-companies = Vários sites se chamam “{ $text }”. Escolha um: { $boards }.
source-quota = Para você cabem no máximo { $most ->
    [1] 1 fonte
   *[other] { $most } fontes
}. Remova uma primeiro.
source-quota_server = Em um servidor cabem no máximo { $most ->
    [1] 1 fonte
   *[other] { $most } fontes
}. Remova uma primeiro.
source-probes = Consulto { $most ->
    [1] 1 fonte
   *[other] { $most } fontes
} por minuto para você. Tente de novo em { $seconds ->
    [1] 1 segundo
   *[other] { $seconds } segundos
}.
source-cancelled = Nada passou a ser acompanhado.
source-added = Acompanhando. O que está aberto agora conta como visto; vagas novas chegam aos seus alertas.
source-removed = { $title } não é mais acompanhada.
source-undone = { $title } voltou a ser acompanhada.
source-busy = { $title } está sendo consultada agora. Tente em um minuto.
source-checked = Respondeu. Vagas: { $seen }, novas: { $new }.
source-rests = Consultada { $asked }. A próxima consulta é { $due }.
source-already = { $title } já é acompanhada.
source-no_link = “{ $text }” não é um link. Cole um como `https://acme.com/careers`.
source-none = Nada é acompanhado aqui ainda. Quem gerencia o servidor pode usar `/source add`.
source-unknown = Essa fonte não existe. Escolha uma da lista que abre enquanto você digita.
source-list = Fontes
source-everybody = __Para os alertas pessoais de todo mundo__
source-line =
    { "*" }*{ $title }** · { $state }
    vagas abertas: { $count } · { $answered } · próxima consulta { $next }
source-answered = respondeu { $when }
source-unanswered = ainda sem resposta

preview-company = { "*" }*{ $title }** · { $kind }
preview-jobs = Vagas abertas: { $count } · com salário: { $paid }
preview-some_jobs = Vagas abertas: { $count } · com salário: { $paid } de { $read }
preview-more_jobs = Vagas abertas: { $count } ou mais · com salário: { $paid } de { $read }
preview-no_jobs = Não há vagas lá agora. O link está certo?
preview-asked = Consultada a cada { $interval }.
preview-credit = Os cartões dela dizem “via { $name }”.

interval-minutes = { $count ->
    [1] minuto
   *[other] { $count } minutos
}
interval-hour = hora
interval-hours = { $count } horas

kind-rss = um feed
kind-jsonfeed = um feed
kind-schemaorg = página própria
kind-githubissues = issues no GitHub
kind-simplify = uma lista no GitHub

pack-de = Alemanha
pack-in = Índia
pack-br = Brasil
pack-pl = Polônia
pack-us_students = Estudantes nos EUA
pack-remote_world = Remoto, no mundo todo

pack_about-de = A agência de emprego da Alemanha, a Arbeitnow e algumas empresas
pack_about-in = Empresas com muitas vagas na Índia
pack_about-br = Sites de vagas do Brasil no GitHub e o Nubank
pack_about-pl = Empresas com muitas vagas na Polônia
pack_about-us_students = Listas de estágios e primeiros empregos nos EUA
pack_about-remote_world = Sites de vagas remotas de todo lugar

packs-shown = { "*" }*{ $name }** · { $about }
packs-first_alert = Um primeiro alerta para começar: { $rule }
packs-heard = Todas estas já são acompanhadas.
packs-followed = { $count ->
    [1] Acompanhando mais 1 fonte. As
   *[other] Acompanhando mais { $count } fontes. As
} vagas abertas chegam em alguns minutos.
packs-alert = Um primeiro alerta para elas? { $rule }
packs-no_channel = Não consigo postar aqui. Use `/alert new` com `where:`.
packs-alert_here = Quem puder ver { $where } verá essas vagas.

health-new = ainda não consultada
health-ok = funciona
health-unchanged = funciona, nada de novo
health-empty = funciona, sem vagas agora
health-suspect = não lista vagas, o que é estranho
health-partial = funciona, algumas vagas ilegíveis
health-gone = não existe mais
health-refused = não se deixa ler
health-throttled = pede para voltar mais tarde
health-unreachable = não responde
health-malformed = ilegível
health-quarantined = suspensa, parou o bot

notice-ok = { "*" }*{ $title }** voltou a funcionar.
notice-suspect = { "*" }*{ $title }** não lista nenhuma vaga. Confira se o link ainda leva até lá.
notice-gone = { "*" }*{ $title }** não existe mais. Adicione a nova página de carreiras da empresa.
notice-refused = { "*" }*{ $title }** não deixa bots lerem. Adicione a página de carreiras da empresa.
notice-throttled = { "*" }*{ $title }** pede menos consultas. Vou mais devagar por conta própria.
notice-unreachable = { "*" }*{ $title }** não responde. Continuo tentando.
notice-malformed = { "*" }*{ $title }** responde em um formato que não consigo ler. Quem opera o bot pode verificar.
notice-quarantined = { "*" }*{ $title }** parou o bot três vezes. Clique para consultar de novo.
notice-check = Consultar de novo

answer-none = Nenhuma resposta de { $source } foi guardada: nenhuma era ilegível.

inspect-nothing = “{ $target }” não é um arquivo nem um endereço como https://acme.com/jobs.
inspect-unknown = Não encontrei vagas em { $target }. Conheço estes tipos: { $kinds }.
