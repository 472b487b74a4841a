-- lua.lua - what the interpreter computes: numbers, strings, tables, closures, coroutines, errors, collection
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
print(fib(24), 7 // 2, -7 // 2, -7 % 3, 7.5 // 2, 2 ^ 0.5, 1e15, 1e100, -0.0, 1 / 0, math.mininteger)
print(math.sin(1), math.exp(1), math.log(10), math.floor(-3.5), math.tointeger(3.0), 3 | 4, ~0, 1 << 62, 5 >> 1)
print(string.format("%5.2f|%g|%a|%x|%q|%-8s|%08d", 1 / 3, 1e20, 0.1, 255, "a\n\0b", "left", -42))
print(("hello world"):gsub("o", "0"), ("key = value"):match("(%w+)%s*=%s*(%w+)"), ("x"):rep(5, ","), #"\u{10FFFF}")
local t = {}
for i = 1, 2000 do t[i] = (i * 7919) % 2003 end
table.sort(t)
local sum = 0
for i, v in ipairs(t) do sum = sum + i * v end
print(sum, #t, t[1], t[2000], select("#", table.unpack(t, 1, 100)), table.concat(t, " ", 1, 10))
local co = coroutine.wrap(function(a) for i = 1, 3 do a = coroutine.yield(a * i) end return "done" end)
print(co(2), co(3), co(4), co(5))
print(pcall(error, {code = 3}), pcall(function() local x = nil; return x.y end), select(2, pcall(error, "text", 0)))
local mt = setmetatable({}, {__index = function(_, k) return k .. "!" end, __call = function(_, a, b) return a + b end,
    __lt = function() return true end, __close = function() print("closed") end})
print(mt.key, mt(3, 4), mt < mt)
do local c <close> = mt end
local weak = setmetatable({}, {__mode = "k"})
for i = 1, 100 do weak[{}] = i end
collectgarbage()
print(next(weak), string.pack("<i4z", 7, "ab"):byte(1, -1))
print(load("return ... + 1")(41), utf8.char(228, 8364), utf8.len("äöü"), os.time({year = 2000, month = 1, day = 1, hour = 12}) > 0)
goto last
print("skipped")
::last::
for w in string.gmatch("one two three", "%a+") do io.write(w, ";") end
print(string.rep("ab", 3), tostring(1e15), tostring(2^53), 0x7fffffffffffffff + 1, "10" + 5, 10 .. 20)
