button-undo = Undo
button-post_there = Post
button-cancel = Cancel
button-save = Save
button-change = Change
button-how = When
button-correct = Correct it
button-best = { $count ->
    [one] Send me the best one now
   *[other] Send me the best { $count } now
}
button-zone = Time zone
button-unshare = Stop sharing
button-tell_wins = Tell #{ $channel }
button-erase = Erase
button-watch = Watch
button-alert_me = Alert me
button-back = Back
button-more = More

error-server_only = This works in a server only. Try it in one that added me.
error-unseen = I cannot see that channel. Let me in, or choose another one.
error-not_yours = These buttons are for whoever asked.
error-at_work = I am still busy with what you asked before. Try again when I have answered.
error-manage_server = You need the Manage Server permission for that.
error-ours = Something broke on our side. It has been logged.

late-buttons = Pressed already, or too old. Run the command again.
late-form = This form is too old. Run the command again; you typed:
