pay-unreadable = Não consigo ler “{ $text }” como salário. Tente `90k EUR` ou `4500 EUR por mês`.
pay-ambiguous = “{ $text }” pode ser lido de mais de uma forma. Você quis dizer { $readings }?
pay-currency = Em qual moeda? Por exemplo, { $examples }.

place-unreadable = Não conheço nenhum lugar “{ $text }”. Tente `Berlin` ou `remote from Germany`.

query-anything = qualquer vaga
query-empty = Escreva o que você procura, por exemplo `python -junior`.
query-excludes = Isso só diz o que deixar de fora. Inclua uma palavra que a vaga precise citar.
query-long = São { $length } caracteres; consigo guardar no máximo { $most }.
query-terms = São palavras demais: em um alerta cabem no máximo { $most }.
query-deep = São mais de { $most } parênteses um dentro do outro:{ $where }
query-open = Este parêntese não foi fechado:{ $where }
query-closed = Este parêntese não foi aberto:{ $where }
query-quote = Faltou fechar estas aspas:{ $where }
query-word = Não há letra nem número em “{ $word }”:{ $where }
query-star = Escreva pelo menos três letras junto de `*`, como `engineer*`:{ $where }
query-field = Não existe `{ $name }` aqui. Você quis dizer `{ $example }`?{ $where }
query-attribute = { $why }{ $where }
query-form = Escreva assim: `{ $example }`.
query-value = Não consigo ler “{ $value }”. Tente `{ $example }`.
query-value_near = Não consigo ler “{ $value }”. Você quis dizer `{ $nearest }`?
query-not = Para deixar uma palavra de fora, escreva `-junior`:{ $where }
query-here = Faltou uma palavra aqui:{ $where }
query-end = Faltou uma palavra no fim:{ $where }
query-no_source = Não existe a fonte `{ $name }`. Você quis dizer uma destas: { $known }?
query-title_only = só no título
query-remote-yes = remoto
query-remote-maybe = remoto ou não informado
query-remote-no = não remoto
query-level_up = { $level } ou acima
query-level_down = { $level } ou abaixo
query-lang = em { $languages }
query-needs = exige { $language }
query-needs_most = { $language } até { $level }
query-agencies_hide = sem agências
query-agencies_only = só agências
query-visa = com patrocínio de visto
query-age-one = de no máximo um dia atrás
query-age = de no máximo { $days } dias atrás
query-source = de { $source }
query-years-one = no máximo um ano de experiência
query-years = no máximo { $years } anos de experiência
query-pay_private = salário suficiente
query-stated-pay = salário informado
query-stated-place = local informado
query-stated-type = tipo de vaga informado
query-stated-level = nível informado
query-stated-visa = patrocínio de visto informado
query-unstated-pay = salário não informado
query-unstated-place = local não informado
query-unstated-type = tipo de vaga não informado
query-unstated-level = nível não informado
query-unstated-visa = patrocínio de visto não informado

level-intern = estágio
level-entry = júnior
level-mid = pleno
level-senior = sênior
level-lead = liderança
level-executive = diretoria

query-pay = a partir de { $pay }

compare-seen = { $pay } ({ $how })
compare-contract = valor de PJ; não é salário anual
compare-no_rate = sem câmbio para { $currency }
compare-times-HOUR = × { $times } horas = { $year }
compare-times-DAY = × { $times } dias = { $year }
compare-times-WEEK = × { $times } semanas = { $year }
compare-times-MONTH = × { $times } meses = { $year }
compare-rate = = { $top }, 1 { $into } = { $rate } { $currency } em { $date }

words-and = { " " }e{ " " }
words-quoted = “{ $word }”
words-or = { " " }ou{ " " }
words-without = sem { $words }
words-not = não { $words }
words-in_title = { $word } no título
words-in_company = { $word } no nome da empresa
words-in_body = { $word } no texto

pay-one = { $low }
pay-range = { $low }–{ $high }
pay-from = a partir de { $low }
pay-up_to = até { $high }
pay-per-HOUR = { $pay } por hora
pay-per-DAY = { $pay } por dia
pay-per-WEEK = { $pay } por semana
pay-per-MONTH = { $pay } por mês
pay-per-YEAR = { $pay } por ano
pay-assumed = { $pay } (supondo { $currency })

place-remote = remoto
place-from = remoto ({ $area })
place-within = a até { $km } km de { $place }
place-no_distance = Não consigo medir a distância até “{ $text }”. Tente `Berlin +30km`.
place-remote_from = remoto ({ $limits })
place-unknown = não informado

area-ANYWHERE = qualquer lugar
area-EU = UE
area-GB = Reino Unido
area-US = EUA
area-zones = { $low } a { $high }

type-FULL_TIME = tempo integral
type-PART_TIME = meio período
type-CONTRACTOR = PJ ou freelance
type-TEMPORARY = temporário
type-INTERN = estágio
type-VOLUNTEER = voluntariado
type-PER_DIEM = por diária
type-OTHER = outro

option-any = Tanto faz

unstated-send = Enviar e avisar
unstated-hide = Ocultar

look_in-title = Só no título
look_in-all = No título, na empresa e no texto

remote-yes = Só vagas remotas
remote-maybe = Remoto ou não informado
remote-no = Não remoto

agencies-hide = Sem agências
agencies-only = Só agências

visa-yes = Com patrocínio de visto

age-days = { $days ->
    [1] De no máximo um dia atrás
   *[other] De no máximo { $days } dias atrás
}

verdict-found = “{ $word }” { $field }
verdict-field-title = no título
verdict-field-company = no nome da empresa
verdict-field-body = no texto
verdict-unstated = não informado
verdict-keyword-passed = cita { $seen }
verdict-keyword-failed = não cita { $wanted }
verdict-excluded-passed = não cita { $wanted }
verdict-excluded-failed = cita { $seen }, que você deixou de fora
verdict-not-passed = não { $wanted }
verdict-not-unknown = talvez { $wanted }, que você deixou de fora
verdict-not-failed = { $seen }, que você deixou de fora
verdict-agency = contratação por agência
verdict-direct = nenhum sinal de agência
verdict-yes = sim
verdict-no = não
verdict-day = de 1 dia atrás
verdict-days = de { $days } dias atrás
verdict-years = { $years ->
    [1] 1 ano ou mais
   *[other] { $years } anos ou mais
}
verdict-written_in = em { $language }
verdict-no_level = { $language }, nível não informado
verdict-not_needed = não exige { $language }
verdict-remote-passed = trabalho remoto: { $seen }
verdict-remote-unknown = trabalho remoto: { $seen }
verdict-remote-failed = trabalho remoto: { $seen }, você pediu: { $wanted }
verdict-place-passed = local: { $seen }
verdict-place-failed = local: { $seen }, você pediu: { $wanted }
verdict-place-unknown = local: { $seen }, talvez { $wanted }
verdict-type-passed = tipo de vaga: { $seen }
verdict-type-failed = tipo de vaga: { $seen }, você pediu: { $wanted }
verdict-type-unknown = tipo de vaga: não informado
verdict-pay-passed = salário: { $seen }, você pediu: { $wanted }
verdict-pay-failed = salário: { $seen }, você pediu: { $wanted }
verdict-pay-unknown = salário: { $seen }
verdict-stated-passed = { $seen }
verdict-stated-failed = { $seen }
verdict-level-passed = nível: { $seen }
verdict-level-failed = nível: { $seen }, você pediu: { $wanted }
verdict-level-unknown = nível: não informado
verdict-lang-passed = em { $seen }
verdict-lang-failed = em { $seen }, não { $wanted }
verdict-lang-unknown = idioma da vaga: desconhecido
verdict-needs-passed = idioma: { $seen }
verdict-needs-failed = idioma: { $seen }, você pediu: { $wanted }
verdict-needs-unknown = idioma: { $seen }
verdict-agencies-passed = { $seen }
verdict-agencies-failed = { $seen }, você pediu: { $wanted }
verdict-visa-passed = patrocínio de visto: { $seen }
verdict-visa-failed = patrocínio de visto: { $seen }, e você pediu
verdict-visa-unknown = patrocínio de visto: não informado
verdict-age-passed = { $seen }
verdict-age-failed = { $seen }, você pediu: { $wanted }
verdict-age-unknown = data da vaga: não informada
verdict-season-passed = temporada: { $wanted }
verdict-season-failed = temporada: { $seen }, você pediu: { $wanted }
verdict-season-unknown = temporada: não informada
verdict-source-passed = de { $seen }
verdict-source-failed = de { $seen }, não { $wanted }
verdict-years-passed = experiência: { $seen }
verdict-years-failed = experiência: { $seen }, você pediu: { $wanted }
verdict-years-unknown = anos de experiência: não informado
