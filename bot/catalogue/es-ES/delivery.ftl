digest-quiet = Durante las horas de silencio: { $count ->
    [one] 1 empleo
   *[other] { $count } empleos
}
digest-snooze = Mientras estaba silenciada: { $count ->
    [one] 1 empleo
   *[other] { $count } empleos
}
digest-cap = Por encima del límite diario: { $count ->
    [one] 1 empleo más
   *[other] { $count } empleos más
}
digest-unpaid = Sueldo no indicado: { $count ->
    [one] 1 empleo
   *[other] { $count } empleos
}
digest-company = { $company }: { $count ->
    [one] 1 empleo nuevo
   *[other] { $count } empleos nuevos
}
silence-line = { $alert }, esta semana: 0 de { $count ->
    [one] 1 empleo nuevo
   *[other] { $count } empleos nuevos
}; funcionan { $well } de { $sources ->
    [one] 1 fuente
   *[other] { $sources } fuentes
}
silence-left_out = ¿Qué se quedó fuera?
silence-hidden = { $alert }, esta semana: 0 de { $count ->
    [one] 1 empleo nuevo
   *[other] { $count } empleos nuevos
}; { $hidden ->
    [one] 1 que encaja está oculto
   *[other] { $hidden } que encajan están ocultos
}; funcionan { $well } de { $sources ->
    [one] 1 fuente
   *[other] { $sources } fuentes
}
silence-near = { $alert }, esta semana: 0 de { $count ->
    [one] 1 empleo nuevo
   *[other] { $count } empleos nuevos
}; por poco: { $miss }; funcionan { $well } de { $sources ->
    [one] 1 fuente
   *[other] { $sources } fuentes
}
silence-number = Alerta { $number }
silence-pay = sueldo { $pay }
weekly-end = Desactivar
