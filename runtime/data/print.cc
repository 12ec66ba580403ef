#include "runtime/data/print.h"

#include "runtime/core/fun.h"
#include "runtime/data/bits.h"
#include "runtime/data/compare.h"
#include "runtime/data/external.h"
#include "runtime/data/float_text.h"
#include "runtime/data/map.h"
#include "runtime/data/number_text.h"
#include "runtime/data/utf8.h"

namespace seabeam::rt {

namespace {

// Written without quotes: Latin-1 letters, digits and _, a small letter first.
bool PlainAtom(Text text) {
  for (uint32_t i = 0; i < text.size; ++i) {
    const bool first = i == 0;
    uint32_t c = static_cast<uint8_t>(text.data[i]);
    if (c == 0xC3) {
      c = 0xC0 | (static_cast<uint8_t>(text.data[++i]) & 0x3F);  // U+00C0 .. U+00FF
    } else if (c >= 0x80) {
      return false;
    }
    const bool small = (c >= 'a' && c <= 'z') || (c >= 0xDF && c != 0xF7);
    if (small) continue;
    const bool large = (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0xDE && c != 0xD7);
    if (first || !(large || (c >= '0' && c <= '9') || c == '_')) return false;
  }
  return text.size != 0;
}

void PrintAtom(ByteBuf* out, Term atom) {
  Text text = AtomText(atom);
  if (PlainAtom(text)) return out->Put(text.data, text.size);
  out->Put('\'');
  for (uint32_t i = 0; i < text.size; ++i) {
    uint32_t c = static_cast<uint8_t>(text.data[i]);
    bool control = c < 32;
    if (c == 0xC2 && static_cast<uint8_t>(text.data[i + 1]) < 0xA0) {
      c = static_cast<uint8_t>(text.data[++i]);  // U+0080 .. U+009F
      control = true;
    }
    static constexpr char kNamed[] = "btnvfr";  // 8 ..
    if (c == '\'' || c == '\\') {
      out->Put('\\');
      out->Put(static_cast<uint8_t>(c));
    } else if (c >= 8 && c < 8 + sizeof kNamed - 1) {
      out->Put('\\');
      out->Put(static_cast<uint8_t>(kNamed[c - 8]));
    } else if (control) {
      out->Put('\\');
      for (int shift = 6; shift >= 0; shift -= 3) out->Put(static_cast<uint8_t>('0' + (c >> shift & 7)));
    } else {
      out->Put(static_cast<uint8_t>(c));
    }
  }
  out->Put('\'');
}

bool Printable(Term list) {  // a proper list of printable Latin-1 characters
  if (IsNil(list)) return false;
  for (; IsCons(list); list = Tail(list)) {
    if (!IsSmall(Head(list))) return false;
    int32_t c = SmallValue(Head(list));
    if (!((c >= 32 && c < 127) || c == '\n' || c == '\t' || c == '\r' || c == '\b' || c == '\f' ||
          c == '\v' || c == 27)) {
      return false;
    }
  }
  return IsNil(list);
}

void PrintString(ByteBuf* out, Term list) {
  out->Put('"');
  for (; IsCons(list); list = Tail(list)) {
    int32_t c = SmallValue(Head(list));
    switch (c) {
      case '\n':
        out->Put("\\n");
        break;
      case '"':
        out->Put("\\\"");
        break;
      case '\\':
        out->Put("\\\\");
        break;
      default:
        out->Put(static_cast<uint8_t>(c));
        break;
    }
  }
  out->Put('"');
}

class Printer {
 public:
  explicit Printer(ByteBuf* out) : out_(*out) {}
  void Run(Term t) {
    One(t);
    while (!stack_.empty()) {
      uint32_t kind = stack_.Pop();
      uint32_t v = stack_.Pop();
      switch (kind) {
        case kTerm:
          One(v);
          break;
        case kChar:
          for (; v; v >>= 8) out_.Put(static_cast<uint8_t>(v));
          break;
        case kTail:
          ListTail(v);
          break;
      }
    }
  }

 private:
  enum { kTerm, kChar, kTail };
  void Later(uint32_t kind, uint32_t v) {
    stack_.Push(v);
    stack_.Push(kind);
  }
  void ListTail(Term t) {
    if (IsNil(t)) {
      out_.Put(']');
    } else if (IsCons(t)) {
      out_.Put(',');
      Later(kTail, Tail(t));
      Later(kTerm, Head(t));
    } else {
      out_.Put('|');
      Later(kChar, ']');
      Later(kTerm, t);
    }
  }
  void Fun(const FunView& f) {
    out_.Put(f.external ? "fun " : "#Fun<");
    PrintAtom(&out_, f.module);
    if (f.external) {
      out_.Put(':');
      PrintAtom(&out_, f.function);
      out_.Put('/');
      return out_.PutDecimal(f.arity);
    }
    out_.Put('.');
    out_.PutDecimal(f.index);
    out_.Put('.');
    out_.PutDecimal(f.uniq);
    out_.Put('>');
  }
  void One(Term t) {
    if (IsSmall(t)) return out_.PutDecimal(SmallValue(t));
    if (IsAtom(t)) return PrintAtom(&out_, t);
    if (IsNil(t)) return out_.Put("[]");
    if (IsPid(t)) {
      out_.Put("<0.");
      out_.PutDecimal(PidNumber(t) & 0x7FFF);
      out_.Put('.');
      out_.PutDecimal(PidNumber(t) >> 15);
      return out_.Put('>');
    }
    if (IsPort(t)) {
      out_.Put("#Port<0.");
      out_.PutDecimal(t >> abi::kImmShift);
      return out_.Put('>');
    }
    if (IsCons(t)) {
      if (Printable(t)) return PrintString(&out_, t);
      out_.Put('[');
      Later(kTail, Tail(t));
      Later(kTerm, Head(t));
      return;
    }
    if (!IsBoxed(t)) return out_.Put("<none>");
    const Term* p = BoxPtr(t);
    uint32_t words = HeaderWords(p[0]);
    switch (HeaderTag(p[0])) {
      case abi::kHdrTuple:
        out_.Put('{');
        Later(kChar, '}');
        for (uint32_t i = words; i > 0; --i) {
          Later(kTerm, p[i]);
          if (i > 1) Later(kChar, ',');
        }
        return;
      case abi::kHdrPosInt:
      case abi::kHdrNegInt:
        return PutInteger(&out_, t, 10);
      case abi::kHdrFloat: {
        // Six significant decimals, as the emulator's printer does.
        PutFloatScientific(&out_, FloatValue(t), 6);
        return;
      }
      case abi::kHdrRef: {
        uint32_t w[3];
        RefWords(RefNumber(t), w);
        out_.Put("#Ref<0");
        for (int i = 2; i >= 0; --i) {
          out_.Put('.');
          out_.PutDecimal(w[i]);
        }
        return out_.Put('>');
      }
      case abi::kHdrExternalRef:
      case abi::kHdrExternalPid:
      case abi::kHdrExternalPort: {
        uint32_t tag = HeaderTag(p[0]);
        out_.Put(tag == abi::kHdrExternalPid   ? "<"
                 : tag == abi::kHdrExternalRef ? "#Ref<"
                                               : "#Port<");
        out_.PutDecimal(p[1]);
        if (tag == abi::kHdrExternalRef) {
          for (uint32_t i = words; i >= 3; --i) {
            out_.Put('.');
            out_.PutDecimal(p[i]);
          }
        } else {
          uint32_t from = tag == abi::kHdrExternalPid ? 3 : 4;
          for (uint32_t i = from; i <= 4; ++i) {
            out_.Put('.');
            out_.PutDecimal(p[i]);
          }
        }
        return out_.Put('>');
      }
      case abi::kHdrFun:
        return Fun(ViewFun(t));
      case abi::kHdrHeapBinary:
      case abi::kHdrRefcBinary:
      case abi::kHdrSubBinary:
      case abi::kHdrBitstring: {
        BitView v;
        GetBits(t, &v);
        AlignedBytes bytes(v);
        out_.Put("<<");
        uint32_t whole = v.bits / 8;
        bool text = whole > 0 && (v.bits & 7) == 0;
        for (uint32_t i = 0; i < whole && text; ++i)
          text = bytes.data()[i] >= 32 && bytes.data()[i] < 127;
        if (text) {
          out_.Put('"');
          for (uint32_t i = 0; i < whole; ++i) {
            uint8_t c = bytes.data()[i];
            if (c == '"' || c == '\\') out_.Put('\\');
            out_.Put(c);
          }
          out_.Put('"');
        } else {
          for (uint32_t i = 0; i < whole; ++i) {
            if (i > 0) out_.Put(',');
            out_.PutDecimal(bytes.data()[i]);
          }
          uint32_t rest = v.bits & 7;
          if (rest) {
            if (whole > 0) out_.Put(',');
            out_.PutDecimal(bytes.data()[whole] >> (8 - rest));
            out_.Put(':');
            out_.PutDecimal(rest);
          }
        }
        return out_.Put(">>");
      }
      case abi::kHdrMap:
      case abi::kHdrHashMap: {
        out_.Put("#{");
        uint32_t n = MapSize(t);
        // Pushed back to front.
        uint32_t* w = stack_.Extend(2 + 8 * n);
        w[0] = '}';
        w[1] = kChar;
        MapIterator it(t);
        Term k, v;
        for (uint32_t i = n; i-- > 0;) {
          it.Next(&k, &v);
          uint32_t* q = w + 2 + 8 * i;
          q[0] = i > 0 ? ',' : 0;  // behind this pair
          q[1] = kChar;
          q[2] = v;
          q[3] = kTerm;
          q[4] = '=' | '>' << 8;
          q[5] = kChar;
          q[6] = k;
          q[7] = kTerm;
        }
        return;
      }
      default:
        return out_.Put("<unknown>");
    }
  }

  ByteBuf& out_;
  WordStack stack_;
};

}  // namespace

void PrintTerm(ByteBuf* out, Term t) { Printer(out).Run(t); }

}  // namespace seabeam::rt
