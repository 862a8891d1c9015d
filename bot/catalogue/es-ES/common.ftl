button-undo = Deshacer
button-post_there = Publicar
button-cancel = Cerrar
button-save = Guardar
button-change = Editar
button-how = Cuándo
button-correct = Corregir
button-best = { $count ->
    [one] Envía el mejor
   *[other] Envía los { $count } mejores
}
button-zone = Zona horaria
button-unshare = Dejar de compartir
button-tell_wins = Contarlo en #{ $channel }
button-erase = Borrar
button-watch = Seguir
button-alert_me = Avísame
button-back = Atrás
button-more = Siguiente

error-server_only = Esto solo funciona en un servidor. Pruébalo en uno que me haya añadido.
error-unseen = No puedo ver ese canal. Déjame entrar o elige otro.
error-not_yours = Estos botones son solo para quien preguntó.
error-at_work = Aún estoy con lo que me pediste antes. Inténtalo de nuevo cuando responda.
error-manage_server = Para eso necesitas el permiso “Gestionar servidor”.
error-ours = Algo ha fallado por nuestra parte. El error ha quedado registrado.

late-buttons = Ya se pulsó o es demasiado antiguo. Ejecuta el comando otra vez.
late-form = Este formulario es demasiado antiguo. Ejecuta el comando otra vez; escribiste:
