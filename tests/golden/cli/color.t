--color and NO_COLOR: a pipe gets no colour unless asked; JSON never has any.
-- bad.fuse --
app "x":
  print(y)
-- cmd --
fuse check bad.fuse 2>&1 | cat -v
fuse check --color always bad.fuse 2>&1 | cat -v
NO_COLOR=1 fuse check --color=always bad.fuse 2>&1 | cat -v
fuse check --color never bad.fuse 2>&1 | cat -v
fuse check --color always --diagnostics json bad.fuse 2>&1 | cat -v
fuse check --color always --nope 2>&1 | cat -v
fuse chk --color always 2>&1 | cat -v
-- out --
[check] start
bad.fuse:2:9: error: unknown identifier y [F0401]
    print(y)
          ^
[check] failed
^[[1;36m[check]^[[0m start
^[[1mbad.fuse:2:9:^[[0m ^[[1;31merror:^[[0m ^[[1munknown identifier y^[[0m [F0401]
    print(y)
          ^[[1;31m^^[[0m
^[[1;36m[check]^[[0m failed
^[[1;36m[check]^[[0m start
^[[1mbad.fuse:2:9:^[[0m ^[[1;31merror:^[[0m ^[[1munknown identifier y^[[0m [F0401]
    print(y)
          ^[[1;31m^^[[0m
^[[1;36m[check]^[[0m failed
[check] start
bad.fuse:2:9: error: unknown identifier y [F0401]
    print(y)
          ^
[check] failed
{"kind":"command_step","command":"check","message":"start"}
{"kind":"diagnostic","level":"error","message":"unknown identifier y","path":"bad.fuse","line":2,"column":9,"span_start":17,"span_end":18,"code":"F0401"}
{"kind":"command_step","command":"check","message":"failed"}
^[[1;31merror:^[[0m unknown option: --nope
^[[1;31merror:^[[0m unknown command: chk
