-- script.lua - work for the Lua interpreter that bench/projects.py times: calls, tables, strings, floats
local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
print(fib(29))
local t = {}
for i = 1, 200000 do t[i] = (i * 7919) % 200003 end
table.sort(t)
local sum = 0
for i = 1, #t do sum = sum + t[i] * (i % 7) end
print(sum)
local words = {}
for i = 1, 60000 do words[#words + 1] = ("word%d"):format(i % 1000):upper():sub(2) end
local count = {}
for _, w in ipairs(words) do count[w] = (count[w] or 0) + 1 end
print(count.ORD7, #table.concat(words))
local x = 0.0
for i = 1, 2000000 do x = x * 0.999 + i / 3 end
print(("%.6f"):format(x))
