#include <algorithm>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "absl/algorithm/container.h"
#include "absl/container/flat_hash_map.h"
#include "absl/status/status.h"
#include "absl/strings/ascii.h"
#include "absl/strings/escaping.h"
#include "absl/strings/numbers.h"
#include "absl/strings/str_cat.h"
#include "absl/strings/str_split.h"
#include "absl/strings/strip.h"
#include "base/status_macros.h"
#include "ir/text.h"

namespace seabeam::ir {
namespace {

// Ids in a text decide how many rows the graph gets; keeps a stray number from taking all memory.
constexpr uint32_t kMaxId = 10'000'000;

struct ParsedNode {
  std::string name;
  Op op;
  int64_t imm = 0;
  std::vector<int64_t> list;
  std::vector<std::string> inputs;
  bool has_type = false;
  Type type;
  bool has_repr = false;
  Repr repr = Repr::kNone;
  uint32_t loc = kNoLoc;
  int line = 0;
};

// Reads words, numbers and quoted strings off the front of one line.
class Cursor {
 public:
  Cursor(absl::string_view text, int line) : rest_(text), line_(line) {}

  absl::Status Error(absl::string_view what) const {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", line_, ": ", what, " at \"", rest_.substr(0, 40), "\""));
  }
  void Skip() { rest_ = absl::StripLeadingAsciiWhitespace(rest_); }
  bool Take(absl::string_view token) {
    Skip();
    return absl::ConsumePrefix(&rest_, token);
  }
  bool Sees(absl::string_view token) {
    Skip();
    return absl::StartsWith(rest_, token);
  }
  bool AtEnd() {
    Skip();
    return rest_.empty() || rest_[0] == ';';
  }
  // Up to the first of `stops` (not taken), without surrounding space.
  absl::string_view Until(absl::string_view stops) {
    Skip();
    const size_t end = std::min(rest_.find_first_of(stops), rest_.size());
    absl::string_view token = absl::StripTrailingAsciiWhitespace(rest_.substr(0, end));
    rest_.remove_prefix(end);
    return token;
  }
  absl::string_view Word() { return Until(" \t;:=[](){},@\""); }
  template <typename T>
  absl::Status Number(T* value) {
    absl::string_view word = Word();
    if (!absl::SimpleAtoi(word, value)) return Error(absl::StrCat("no number: ", word));
    return absl::OkStatus();
  }
  absl::Status Quoted(std::string* value) {
    if (!Take("\"")) return Error("a quoted string is missing");
    size_t end = 0;
    while (end < rest_.size() && rest_[end] != '"') end += rest_[end] == '\\' ? 2 : 1;
    if (end >= rest_.size()) return Error("unterminated string");
    if (!absl::CUnescape(rest_.substr(0, end), value)) return Error("bad escape");
    rest_.remove_prefix(end + 1);
    return absl::OkStatus();
  }

 private:
  absl::string_view rest_;
  int line_;
};

absl::Status ParseNumbers(Cursor* cursor, absl::string_view text, std::vector<int64_t>* out) {
  for (absl::string_view item : absl::StrSplit(text, ',', absl::SkipWhitespace())) {
    int64_t value;
    if (!absl::SimpleAtoi(item, &value)) return cursor->Error(absl::StrCat("no number: ", item));
    out->push_back(value);
  }
  return absl::OkStatus();
}

absl::Status ParseAttributes(Cursor* cursor, ParsedNode* node) {
  if (!cursor->Sees("[[") && cursor->Take("[")) {
    absl::string_view inside = cursor->Until("]");
    // A type's bounds stand in brackets too, but masks have none.
    if (!cursor->Take("]")) return cursor->Error("] is missing");
    Type mask;
    switch (Info(node->op).attr) {
      case Attr::kMask:
        if (!ParseType(inside, &mask)) return cursor->Error(absl::StrCat("no kinds: ", inside));
        node->imm = mask.kinds;
        break;
      case Attr::kList:
        SEABEAM_RETURN_IF_ERROR(ParseNumbers(cursor, inside, &node->list));
        break;
      case Attr::kInt:
      case Attr::kIdx:
        if (!absl::SimpleAtoi(inside, &node->imm)) return cursor->Error("no number");
        break;
      case Attr::kNA:
        return cursor->Error("this opcode has no attribute");
    }
  }
  while (cursor->Take("{")) {
    const bool is_imm = cursor->Take("imm=");
    if (!is_imm && !cursor->Take("list=")) return cursor->Error("imm= or list= expected");
    absl::string_view inside = cursor->Until("}");
    if (!cursor->Take("}")) return cursor->Error("} is missing");
    if (is_imm) {
      if (!absl::SimpleAtoi(inside, &node->imm)) return cursor->Error("no number");
    } else {
      SEABEAM_RETURN_IF_ERROR(ParseNumbers(cursor, inside, &node->list));
    }
  }
  return absl::OkStatus();
}

absl::Status ParseNode(Cursor cursor, ParsedNode* node) {
  node->name = std::string(cursor.Word());
  if (node->name.empty() || !cursor.Take("=")) return cursor.Error("NAME = OP expected");
  absl::string_view op = cursor.Word();
  if (!ParseOp(absl::MakeConstSpan(op.data(), op.size()), &node->op)) {
    return cursor.Error(absl::StrCat("unknown opcode ", op));
  }
  SEABEAM_RETURN_IF_ERROR(ParseAttributes(&cursor, node));
  if (cursor.Take("(")) {
    bool more = !cursor.Take(")");
    while (more) {
      std::string name(cursor.Word());
      if (name.empty()) return cursor.Error("an input is missing");
      node->inputs.push_back(std::move(name));
      more = cursor.Take(",");
      if (!more && !cursor.Take(")")) return cursor.Error(", or ) expected");
    }
  }
  if (cursor.Take(":")) {
    // Ranges contain brackets and dots, never a space.
    absl::string_view type = cursor.Until(" \t;");
    if (!ParseType(type, &node->type)) return cursor.Error(absl::StrCat("no type: ", type));
    node->has_type = true;
  }
  if (cursor.Take("as ")) {
    absl::string_view word = cursor.Word();
    for (Repr r : {Repr::kNone, Repr::kTerm, Repr::kBool, Repr::kI32, Repr::kF64}) {
      if (word == ReprName(r)) {
        node->repr = r;
        node->has_repr = true;
      }
    }
    if (!node->has_repr) return cursor.Error(absl::StrCat("unknown representation ", word));
  }
  if (cursor.Take("@")) SEABEAM_RETURN_IF_ERROR(cursor.Number(&node->loc));
  if (cursor.Take("[[")) {
    cursor.Until("]");
    if (!cursor.Take("]]")) return cursor.Error("]] is missing");
  }
  if (!cursor.AtEnd()) return cursor.Error("more than a node on the line");
  return absl::OkStatus();
}

bool IsNumberedName(absl::string_view name, uint32_t* id) {
  return name.size() > 1 && name[0] == 'n' && absl::c_all_of(name.substr(1), absl::ascii_isdigit) &&
         absl::SimpleAtoi(name.substr(1), id);
}

absl::StatusOr<std::unique_ptr<Graph>> Build(std::string name, uint32_t arity, uint32_t index,
                                             std::vector<ParsedNode> nodes) {
  auto error = [](const ParsedNode& node, absl::string_view what) {
    return absl::InvalidArgumentError(absl::StrCat("line ", node.line, ": ", what));
  };
  absl::flat_hash_map<std::string, uint32_t> ids;
  std::vector<const ParsedNode*> rows;
  std::vector<const ParsedNode*> unnumbered;
  auto place = [&](const ParsedNode& node, uint32_t id) {
    if (id >= rows.size()) rows.resize(id + 1, nullptr);
    rows[id] = &node;
  };
  for (const ParsedNode& node : nodes) {
    uint32_t id = 0;
    if (!IsNumberedName(node.name, &id) && node.op != Op::kStart) {
      unnumbered.push_back(&node);
      continue;
    }
    if (id > kMaxId) return error(node, "id too large");
    if ((id == 0) != (node.op == Op::kStart)) return error(node, "n0 is the start node's id");
    if (!ids.emplace(node.name, id).second || (id < rows.size() && rows[id] != nullptr)) {
      return error(node, "defined twice");
    }
    place(node, id);
  }
  for (const ParsedNode* node : unnumbered) {
    const uint32_t id = std::max<uint32_t>(1, static_cast<uint32_t>(rows.size()));
    if (!ids.emplace(node->name, id).second) return error(*node, "defined twice");
    place(*node, id);
  }

  auto graph = std::make_unique<Graph>(std::move(name), arity);
  graph->set_function_index(index);
  for (uint32_t id = 1; id < rows.size(); ++id) {
    if (rows[id] == nullptr) {
      graph->Kill(graph->Add(Op::kDead, {}));
      continue;
    }
    const ParsedNode& node = *rows[id];
    graph->Add(node.op, {}, node.imm, node.list, node.loc);
  }
  for (uint32_t id = 0; id < rows.size(); ++id) {
    if (rows[id] == nullptr) continue;
    const ParsedNode& node = *rows[id];
    for (const std::string& input : node.inputs) {
      auto it = ids.find(input);
      if (it == ids.end()) return error(node, absl::StrCat("no node ", input));
      graph->AppendInput(id, it->second);
    }
    if (node.op == Op::kMakeTuple) graph->SetType(id, Type::Tuple(graph->num_inputs(id)));
    if (node.has_type) graph->SetType(id, node.type);
    if (node.has_repr) graph->SetRepr(id, node.repr);
    if (id == 0 && node.loc != kNoLoc) graph->SetLoc(id, node.loc);
  }
  return graph;
}

// Lines of the text with their numbers, one at a time.
class Lines {
 public:
  explicit Lines(absl::string_view text) : lines_(absl::StrSplit(text, '\n')) {}
  // False at the end. Skips blank lines and comments.
  bool Next(absl::string_view* line) {
    while (at_ < lines_.size()) {
      *line = absl::StripAsciiWhitespace(lines_[at_++]);
      if (!line->empty() && (*line)[0] != ';') return true;
    }
    return false;
  }
  int number() const { return static_cast<int>(at_); }

 private:
  std::vector<absl::string_view> lines_;
  size_t at_ = 0;
};

bool IsLabel(absl::string_view line) {
  absl::string_view code = absl::StripAsciiWhitespace(line.substr(0, line.find(';')));
  return absl::EndsWith(code, ":") && !absl::StrContains(code, '=');
}

// `header` starts with "graph".
absl::StatusOr<std::unique_ptr<Graph>> ParseGraphAt(absl::string_view header, Lines* lines) {
  Cursor cursor(header, lines->number());
  std::string name;
  uint32_t arity = 0, index = 0;
  if (!cursor.Take("graph")) return cursor.Error("graph expected");
  SEABEAM_RETURN_IF_ERROR(cursor.Quoted(&name));
  if (!cursor.Take("arity")) return cursor.Error("arity expected");
  SEABEAM_RETURN_IF_ERROR(cursor.Number(&arity));
  if (cursor.Take("index")) SEABEAM_RETURN_IF_ERROR(cursor.Number(&index));
  if (!cursor.Take("{") || !cursor.AtEnd()) return cursor.Error("{ expected");
  std::vector<ParsedNode> nodes;
  absl::string_view line;
  while (lines->Next(&line)) {
    if (line[0] == '}') return Build(std::move(name), arity, index, std::move(nodes));
    if (IsLabel(line)) continue;
    nodes.emplace_back();
    nodes.back().line = lines->number();
    SEABEAM_RETURN_IF_ERROR(ParseNode(Cursor(line, lines->number()), &nodes.back()));
  }
  return absl::InvalidArgumentError(absl::StrCat("graph \"", name, "\" has no closing }"));
}

absl::Status ParseModuleLine(absl::string_view line, int number, Module* module) {
  Cursor cursor(line, number);
  absl::string_view what = cursor.Word();
  std::string text;
  if (what == "module") {
    SEABEAM_RETURN_IF_ERROR(cursor.Quoted(&module->name));
    if (cursor.Take("name_atom")) SEABEAM_RETURN_IF_ERROR(cursor.Number(&module->name_atom));
  } else if (what == "atom") {
    SEABEAM_RETURN_IF_ERROR(cursor.Quoted(&text));
    module->atoms.push_back(text);
  } else if (what == "literal") {
    SEABEAM_RETURN_IF_ERROR(cursor.Quoted(&text));
    module->literals.push_back(text);
  } else if (what == "import") {
    ImportRef import{};
    for (uint32_t* field : {&import.module, &import.function, &import.arity}) {
      SEABEAM_RETURN_IF_ERROR(cursor.Number(field));
    }
    module->imports.push_back(import);
  } else if (what == "lambda") {
    Lambda lambda{};
    for (uint32_t* field : {&lambda.function_atom, &lambda.arity, &lambda.num_free, &lambda.index,
                            &lambda.uniq, &lambda.function_index}) {
      SEABEAM_RETURN_IF_ERROR(cursor.Number(field));
    }
    module->lambdas.push_back(lambda);
  } else if (what == "function") {
    FunctionInfo f{};
    for (uint32_t* field : {&f.name, &f.arity, &f.label}) {
      SEABEAM_RETURN_IF_ERROR(cursor.Number(field));
    }
    f.exported = cursor.Take("exported");
    if (!f.exported && !cursor.Take("local")) return cursor.Error("exported or local expected");
    module->functions.push_back(f);
  } else if (what == "file") {
    SEABEAM_RETURN_IF_ERROR(cursor.Quoted(&text));
    module->files.push_back(text);
  } else if (what == "location") {
    Location location{};
    SEABEAM_RETURN_IF_ERROR(cursor.Number(&location.file));
    SEABEAM_RETURN_IF_ERROR(cursor.Number(&location.line));
    if (cursor.Take("at")) SEABEAM_RETURN_IF_ERROR(cursor.Number(&location.address));
    module->locations.push_back(location);
  } else if (what == "strt") {
    SEABEAM_RETURN_IF_ERROR(cursor.Quoted(&module->strt));
  } else if (what == "on_load") {
    SEABEAM_RETURN_IF_ERROR(cursor.Quoted(&module->on_load));
  } else {
    return cursor.Error(absl::StrCat("unknown line ", what));
  }
  if (!cursor.AtEnd()) return cursor.Error("end of line expected");
  return absl::OkStatus();
}

}  // namespace

absl::StatusOr<std::unique_ptr<Graph>> ParseGraph(absl::string_view text) {
  Lines lines(text);
  absl::string_view line;
  if (!lines.Next(&line)) return absl::InvalidArgumentError("no graph in the text");
  SEABEAM_ASSIGN_OR_RETURN(std::unique_ptr<Graph> graph, ParseGraphAt(line, &lines));
  if (lines.Next(&line)) {
    return absl::InvalidArgumentError(
        absl::StrCat("line ", lines.number(), ": text after the graph"));
  }
  return graph;
}

absl::StatusOr<std::unique_ptr<Module>> ParseModule(absl::string_view text) {
  auto module = std::make_unique<Module>();
  Lines lines(text);
  absl::string_view line;
  while (lines.Next(&line)) {
    if (absl::StartsWith(line, "graph ")) {
      SEABEAM_ASSIGN_OR_RETURN(std::unique_ptr<Graph> graph, ParseGraphAt(line, &lines));
      module->graphs.push_back(std::move(graph));
    } else {
      SEABEAM_RETURN_IF_ERROR(ParseModuleLine(line, lines.number(), module.get()));
    }
  }
  return module;
}

}  // namespace seabeam::ir
