button-undo = Desfazer
button-post_there = Postar
button-cancel = Fechar
button-save = Salvar
button-change = Alterar
button-how = Quando
button-correct = Corrigir
button-best = { $count ->
    [1] Envie a melhor
   *[other] Envie as { $count } melhores
}
button-zone = Fuso horário
button-unshare = Parar de compartilhar
button-tell_wins = Contar em #{ $channel }
button-erase = Apagar
button-watch = Acompanhar
button-alert_me = Quero receber
button-back = Voltar
button-more = Avançar

error-server_only = Isso só funciona em um servidor. Tente em um que me adicionou.
error-unseen = Não consigo ver esse canal. Me deixe entrar ou escolha outro.
error-not_yours = Estes botões são só para quem perguntou.
error-at_work = Ainda estou cuidando do seu último pedido. Tente de novo depois da resposta.
error-manage_server = Para isso, você precisa da permissão “Gerenciar servidor”.
error-ours = Algo deu errado do nosso lado. O erro foi registrado.

late-buttons = Já foi usado ou é antigo demais. Use o comando de novo.
late-form = Este formulário é antigo demais. Use o comando de novo; você escreveu:
