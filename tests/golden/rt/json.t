JSON both ways: exact integers, order, escapes, defaults, validation.
-- a.fuse --
enum Color:
  Red
  Rgb(Int, Int, Int)

type Note:
  title: String(1..5)
  id: Int
  done: Bool = false
  color: Color?

fn note(text: String) -> Note:
  return json.decode(text)

app "json":
  print(json.encode(Note(title="a\"b", id=9007199254740993)))
  print(json.encode(json.decode("{\"b\":[1,2.50,1e3,null,true],\"a\":\"\\u00e9\\ud83d\\ude00\\u0001\"}")))
  print(json.encode(note("{\"title\":\"x\",\"id\":-9223372036854775808,\"color\":{\"type\":\"Rgb\",\"data\":[1,2,3]}}")))
  print(json.encode({"z": 1, "a": 2}))
  print(json.encode([Color.Red, Color.Rgb(1, 2, 3)]))
  let text = input()
  print(json.encode(note(text)))
-- cmd --
fuse build --aot -o a.exe a.fuse >/dev/null 2>&1
echo '{"title":"ok","id":1}' | ./a.exe
for t in '{"title":"too long","id":1}' '{"title":"x"}' '{"title":"x","id":"1"}' '{"title":"x","id":1,"q":0}' '[1' '{"title":"x","id":1,"color":{"type":"Blue"}}'; do \
  echo "$t" | ./a.exe 2>&1 | tail -1 | sed 's/.*message=//; s/ mode=.*//'; \
done
-- out --
{"color":null,"done":false,"id":9007199254740993,"title":"a\"b"}
{"a":"é😀\u0001","b":[1,2.5,1000,null,true]}
{"color":{"type":"Rgb","data":[1,2,3]},"done":false,"id":-9223372036854775808,"title":"x"}
{"a":2,"z":1}
[{"type":"Red"},{"type":"Rgb","data":[1,2,3]}]
{"color":null,"done":false,"id":1,"title":"ok"}
{"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"length 8 out of range 1..5","path":"$.title"}],"message":"validation failed"}}
{"error":{"code":"validation_error","fields":[{"code":"missing_field","message":"missing field","path":"$.id"}],"message":"validation failed"}}
{"error":{"code":"validation_error","fields":[{"code":"type_mismatch","message":"expected Int","path":"$.id"}],"message":"validation failed"}}
{"error":{"code":"validation_error","fields":[{"code":"unknown_field","message":"unknown field","path":"$.q"}],"message":"validation failed"}}
invalid json: expected ',' or ']'
{"error":{"code":"validation_error","fields":[{"code":"invalid_value","message":"unknown variant Blue","path":"$.color"}],"message":"validation failed"}}
