defmodule ExEex do
  @moduledoc "EEx: tags, blocks, assigns, trimming, engines, compiled functions, errors."
  require Shared.Show
  import Shared.Show, only: [t: 1]
  require EEx

  EEx.function_from_string(:def, :greet, "Hello <%= name %><%= if polite do %>, sir<% end %>!", [:name, :polite])
  EEx.function_from_string(:defp, :hidden, "<%= for x <- xs do %>[<%= x %>]<% end %>", [:xs])
  EEx.function_from_string(:def, :assigned, "<%= @a %>-<%= @b %>", [:assigns])

  defmodule Upper do
    @behaviour EEx.Engine
    defdelegate init(o), to: EEx.Engine
    defdelegate handle_body(s), to: EEx.Engine
    defdelegate handle_begin(s), to: EEx.Engine
    defdelegate handle_end(s), to: EEx.Engine
    def handle_text(s, m, text), do: EEx.Engine.handle_text(s, m, String.upcase(text))
    def handle_expr(s, "/", e), do: EEx.Engine.handle_expr(s, "=", quote(do: "/" <> to_string(unquote(e))))
    def handle_expr(s, m, e), do: EEx.Engine.handle_expr(s, m, e)
  end

  def main do
    t(greet("Ann", true)); t(greet("Bob", false)); t(hidden([1, 2, 3])); t(assigned(a: 1, b: 2)); t(assigned(%{a: 1, b: "x"})); t(assigned(a: 1))
    e = &EEx.eval_string/2
    t(e.("plain", [])); t(e.("<%= 1 + 2 %>", [])); t(e.("a<% x = 5 %>b<%= x %>", [])); t(e.("<%= x %>", x: "bound")); t(e.("<%# comment %>a<%!-- also\n --%>b", [])); t(e.("<%% not a tag %>", [])); t(e.("<%= if x > 1 do %>big<% else %>small<% end %>", x: 2)); t(e.("<%= if x > 1 do %>big<% else %>small<% end %>", x: 0)); t(e.("<%= case x do %><% 1 -> %>one<% _ -> %>other<% end %>", x: 1)); t(e.("<%= cond do %>\n<% x > 5 -> %>gt\n<% true -> %>le\n<% end %>", x: 1)); t(e.("<%= for i <- 1..3 do %>\n  - <%= i %>\n<% end %>", [])); t(e.("<%= Enum.map [1, 2], fn x -> %>(<%= x %>)<% end %>", [])); t(e.("<%= fn -> %>lazy<% end.() %>", [])); t(e.("<%= for i <- 1..2 do %><%= for j <- 1..2 do %><%= i * j %>,<% end %>;<% end %>", [])); t(e.("<%= @a %>", assigns: [a: 1])); t(e.("<%= @missing %>", assigns: [])); t(e.("<%= [\"io\", ?d, \"ata\"] %>", [])); t(e.("<%= :atom %><%= nil %><%= 1.5 %>", [])); t(e.("é<%= \"日\" %>\n", [])); t(e.("<%= try do %>x<% rescue %><% _ -> %>y<% end %>", [])); t(e.("<%= with {:ok, v} <- x do %><%= v %><% else %><% :error -> %>err<% end %>", x: :error)); t(e.("<%= {1, 2} %>", [])); t(e.("<%= raise \"in template\" %>", []))
    for trim <- [true, false], do: t(EEx.eval_string("a\n<%= if true do %>\n  b  \n<% end %>\n\n  <% x = 1 %>  \nc<%= x %>\n", [], trim: trim))
    t(EEx.eval_string("text <%= 1 %> more <%/ 2 %>", [], engine: Upper)); t(EEx.eval_string("<%= x %> <%/ 2 %>", [x: 1])); t(EEx.eval_string("<%= __ENV__.line %>\n<%= __ENV__.line %> <%= __ENV__.file %>", [], line: 10, file: "t.eex")); t(EEx.eval_string("   <%= 1 %>", [], indentation: 4))
    for bad <- ["<%= 1 ", "<%= if true do %>a", "<% end %>", "<%= 1 + %>", "<% else %>", "<%= for x <- [] do %>", "a <%= ) %>", "<%! x %>", "<%= case 1 do %>x<% 1 -> %>y<% end %>", "<%= if true do %><% 1 -> %><% end %>", "<%!-- open", "<%= \"a %>", "<%| 1 %>"], do: t({bad, EEx.eval_string(bad, [])})
    t(EEx.compile_string("<%= 1 %>a") |> Macro.to_string()); t(EEx.compile_string("x<% y %>", engine: EEx.SmartEngine) |> Macro.to_string()); t(EEx.tokenize("a<%= b %>\n<% c do %>d<% end %><%# e %>", [])); t(EEx.tokenize("<%= x", [])); t(EEx.eval_file("no_such_file.eex")); t(File.write!("ex_eex_tmp.eex", "from a file: <%= x %>")); t(EEx.eval_file("ex_eex_tmp.eex", x: 1)); t(EEx.compile_file("ex_eex_tmp.eex") |> is_tuple()); t(File.rm!("ex_eex_tmp.eex"))
  end
end
