An import whose path is missing or no string: told, and nothing is read.
-- main.fuse --
import {Missing} from false
import Thing from false"./thing.txt"
import from

app "x":
  print("x")
-- cmd --
fail fuse check main.fuse
-- out --
[check] start
main.fuse:1:23: error: expected identifier, found false [F0101]
  import {Missing} from false
                        ^^^^^
main.fuse:2:19: error: expected identifier, found false [F0101]
  import Thing from false"./thing.txt"
                    ^^^^^
main.fuse:3:8: error: expected identifier, found from [F0101]
  import from
         ^^^^
[check] failed
