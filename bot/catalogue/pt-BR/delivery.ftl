digest-quiet = Durante o horário de silêncio: { $count ->
    [1] 1 vaga
   *[other] { $count } vagas
}
digest-snooze = Enquanto estava silenciado: { $count ->
    [1] 1 vaga
   *[other] { $count } vagas
}
digest-cap = Acima do limite do dia: { $count ->
    [1] mais 1 vaga
   *[other] mais { $count } vagas
}
digest-unpaid = Salário não informado: { $count ->
    [1] 1 vaga
   *[other] { $count } vagas
}
digest-company = { $company }: { $count ->
    [1] 1 vaga nova
   *[other] { $count } vagas novas
}
silence-line = { $alert }, nesta semana: 0 de { $count ->
    [1] 1 vaga nova
   *[other] { $count } vagas novas
}; funcionam { $well } de { $sources ->
    [1] 1 fonte
   *[other] { $sources } fontes
}
silence-left_out = O que ficou de fora?
silence-hidden = { $alert }, nesta semana: 0 de { $count ->
    [1] 1 vaga nova
   *[other] { $count } vagas novas
}; { $hidden ->
    [1] 1 que combina está oculta
   *[other] { $hidden } que combinam estão ocultas
}; funcionam { $well } de { $sources ->
    [1] 1 fonte
   *[other] { $sources } fontes
}
silence-near = { $alert }, nesta semana: 0 de { $count ->
    [1] 1 vaga nova
   *[other] { $count } vagas novas
}; por pouco: { $miss }; funcionam { $well } de { $sources ->
    [1] 1 fonte
   *[other] { $sources } fontes
}
silence-number = Alerta { $number }
silence-pay = salário { $pay }
weekly-end = Desativar
