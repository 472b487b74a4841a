Thread-local variables: the model that the attribute names, in the IR and against the choice of -fPIC; unknown models.
-- t.c --
extern __thread int plain;
__attribute__((visibility("hidden"))) extern __thread int hidden;
__attribute__((tls_model("initial-exec"))) extern __thread int initial;
static __thread int own __attribute__((__tls_model__("global-dynamic")));
int sum(void) { return plain + hidden + initial + own; }
-- bad.c --
__thread int a __attribute__((tls_model("fast")));
-- cmd --
fuse cc --target linux-x64 --emit ir t.c | grep '@.*tls\|tls.*@'
-- out --
extern global tls @plain
extern global tls hidden @hidden
extern global tls tls_initial @initial
data local tls tls_general @own size 4 align 4 !1:4
-- cmd --
fuse cc -c bad.c || echo failed
-- out --
bad.c:1:40: error: fast is no model of thread-local storage [C0284]
  __thread int a __attribute__((tls_model("fast")));
                                         ^
  help: they are global-dynamic, local-dynamic, initial-exec and local-exec
failed
-- cmd --
fuse cc -c -ftls-model=fast t.c || echo failed
-- out --
error: option -ftls-model= does not take fast [D0009]
failed
-- cmd --
for way in "linux-x64 -fno-pic" "linux-x64 -fPIC" "linux-arm64 -fno-pic" "linux-arm64 -fPIC"; do echo $way: $(fuse cc --target $way -O1 --shuffle 0 -S t.c -o - | grep -o 'R_[A-Z0-9_]*TLS[A-Z0-9_]*\|tpoff\|gottpoff\|:[a-z]*tprel\|:tlsdesc:' | sort); done
-- out --
linux-x64 -fno-pic: R_X86_64_TLSGD gottpoff gottpoff tpoff
linux-x64 -fPIC: R_X86_64_TLSGD R_X86_64_TLSGD R_X86_64_TLSGD gottpoff
linux-arm64 -fno-pic: :gottprel :gottprel :gottprel :gottprel :tlsdesc: :tprel :tprel R_AARCH64_TLSDESC_CALL
linux-arm64 -fPIC: :gottprel :gottprel :tlsdesc: :tlsdesc: :tlsdesc: R_AARCH64_TLSDESC_CALL R_AARCH64_TLSDESC_CALL R_AARCH64_TLSDESC_CALL
