// fuse_check.c - modules and types: how imports resolve, which code each mistake has
#include "frontend/fuse/fuse_int.h"
#include "tests/unit/unit.h"

typedef struct Text {
    const char *path, *text;
} Text;
typedef struct Env {
    Arena a;
    Sources src;
    Diags d;
    const Text *files;
} Env;

static int load(void *ctx, Str path, Str *text)
{
    for (const Text *t = ((Env *)ctx)->files; t->path; t++)
        if (str_eqz(path, t->path)) {
            *text = str_of(t->text);
            return FUSE_LOAD_OK;
        }
    return FUSE_LOAD_MISSING;
}

// The codes reported for the package whose entry is files[0].
static const char *codes(Env *e, const Text *files)
{
    static const FuseDep deps[] = {{{"Auth", 4}, {"deps/auth", 9}}};
    memset(e, 0, sizeof *e);
    sources_init(&e->src, &e->a);
    diags_init(&e->d, &e->a, &e->src);
    e->files = files;
    FuseOpts o = {.load = load, .ctx = e, .root = STR("."), .dep = deps, .ndep = 1};
    fuse_load(&e->a, &e->src, &e->d, &o, str_of(files[0].path));
    Buf b = {0};
    for (u32 i = 0; i < e->d.list.n; i++)
        if (e->d.list.v[i].sev == SEV_ERROR)
            buf_fmt(&b, "%s%s", b.n ? " " : "", e->d.list.v[i].def->code);
    return buf_take(&b, &e->a).p;
}

#define EXPECT(want, ...)                                        \
    do {                                                         \
        const Text files[] = {__VA_ARGS__, {NULL, NULL}};        \
        Env e;                                                   \
        assert_string_equal(codes(&e, files), want);             \
        arena_free(&e.a);                                        \
    } while (0)
#define ONE(want, text) EXPECT(want, {"main.fuse", text})

static void imports(void **state)
{
    (void)state;
    EXPECT("", {"src/main.fuse", "import a from \"./x/a\"\nimport {f} from \"root:lib/b\"\n"
                                 "import C from \"dep:Auth/c\"\n"
                                 "app \"m\":\n  a.f()\n  f()\n  C.f()\n"},
           {"src/x/a.fuse", "import up from \"../main\"\nfn f():\n  print(1)\n"},
           {"lib/b.fuse", "fn f():\n  print(2)\n"}, {"deps/auth/c.fuse", "fn f():\n  print(3)\n"});
    ONE("FUSE_IMPORT_MODULE_READ", "import a\n");
    ONE("FUSE_IMPORT_DEP_PATH", "import A from \"dep:Auth\"\n");
    ONE("FUSE_IMPORT_UNKNOWN_DEPENDENCY", "import A from \"dep:Nope/x\"\n");
    ONE("FUSE_IMPORT_ROOT_PATH", "import A from \"root:\"\n");
    ONE("FUSE_IMPORT_ROOT_ESCAPE", "import A from \"root:../x\"\n");
    ONE("FUSE_IMPORT_UNSUPPORTED_EXTENSION", "import A from \"./a.txt\"\n");
    ONE("FUSE_ASSET_MISSING", "import A from \"./a.md\"\n");
    ONE("FUSE_IMPORT_ASSET_FORM", "import {A} from \"./a.json\"\n");
    EXPECT("FUSE_ASSET_JSON_INVALID", {"main.fuse", "import A from \"./a.json\"\n"},
           {"a.json", "{\"a\":}"});
    EXPECT("FUSE_ASSET_UTF8", {"main.fuse", "import A from \"./a.md\"\n"}, {"a.md", "\xff\xfe"});
    EXPECT("FUSE_IMPORT_UNKNOWN", {"main.fuse", "import {b} from \"./a\"\n"},
           {"a.fuse", "fn f():\n  print(1)\n"});
    EXPECT("FUSE_IMPORT_DUPLICATE", {"main.fuse", "import {f} from \"./a\"\n"
                                                  "import {f} from \"./a\"\n"},
           {"a.fuse", "fn f():\n  print(1)\n"});
    EXPECT("FUSE_SYMBOL_DUPLICATE", {"main.fuse", "import a\ntype T:\n  x: Int\n"},
           {"a.fuse", "type T:\n  y: Int\n"});
    EXPECT("F0337", {"main.fuse", "import a\napp \"x\":\n  a.f()\n"},
           {"a.fuse", "requires time\nfn f():\n  time.now()\n"});
}

static void types(void **state)
{
    (void)state;
    ONE("FUSE_TYPE_DERIVE_BASE", "type A = B without c\n");
    ONE("FUSE_TYPE_DERIVE_FIELD", "type B:\n  a: Int\ntype A = B without c\n");
    ONE("FUSE_TYPE_DERIVE_CYCLE", "type A = B without c\ntype B = A without c\n");
    ONE("FUSE_TYPE_UNKNOWN", "fn f(x: Nope):\n  print(x)\n");
    ONE("F0302", "fn f() -> Int:\n  return \"x\"\n");
    ONE("F0306", "fn f():\n  let x = 1\n  x = 2\n");
    ONE("", "fn f():\n  let x = box 1\n  x = 2\n");
    ONE("FUSE_WRONG_ARITY", "fn f(a: Int, b: Int = 1):\n  f()\n");
    ONE("F0336", "app \"x\":\n  time.now()\n");
    ONE("F0426", "type E:\n  m: String\nfn f(a: Int?) -> Int!E:\n  return a ?!\n");
    ONE("F0215 F0217", "fn f() -> Int!:\n  return 1\nfn g() -> Int!String:\n  return 1\n");
    ONE("FUSE_DETACHED_TASK", "fn f():\n  spawn:\n    1\n");
    ONE("F0326", "fn f():\n  let t = spawn:\n    1\n");
    ONE("FUSE_HTML_ATTR_MAP FUSE_HTML_ATTR_COMMA", "fn f() -> Html:\n  return div({\"a\": \"b\"})\n"
                                                   "fn g() -> Html:\n"
                                                   "  return div(a=\"1\", b=\"2\")\n");
    ONE("FUSE_IMPL_INCOMPLETE", "interface I:\n  fn a() -> Int\ntype T:\n  x: Int\nimpl I for T:\n"
                                "  fn b() -> Int:\n    return 1\n");
    ONE("FUSE_IMPL_SIGNATURE_MISMATCH", "interface I:\n  fn a() -> Int\ntype T:\n  x: Int\n"
                                        "impl I for T:\n  fn a() -> String:\n    return \"\"\n");
    ONE("FUSE_INTERFACE_NOT_A_TYPE", "interface I:\n  fn a() -> Int\nfn f(x: I):\n  print(1)\n");
    ONE("FUSE_GENERIC_DUPLICATE_TYPE_PARAM", "fn f<T, T>(x: T):\n  print(1)\n");
    ONE("FUSE_TYPED_QUERY_SELECT", "requires db\ntype T:\n  id: Int\nfn f():\n"
                                   "  let a = db.from(\"t\").one<T>()\n");
    ONE("FUSE_RESERVED_KEYWORD", "fn interface():\n  print(1)\n");
}

int test_fuse_check(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(imports), cmocka_unit_test(types)};
    return cmocka_run_group_tests_name("fuse_check", tests, NULL, NULL);
}
