{module, two_entries_code}.
{exports, [{calls,2},{leaf,2}]}.
{attributes, []}.
{labels, 30}.

%% X decides whether the loop of two counting blocks begins with the one or the other.
{function, leaf, 2, 2}.
  {label,1}.
    {func_info,{atom,two_entries_code},{atom,leaf},2}.
  {label,2}.
    {move,{integer,0},{x,2}}.
    {test,is_eq_exact,{f,4},[{x,1},{atom,a}]}.
  {label,3}.
    {test,is_ne_exact,{f,5},[{x,0},{integer,0}]}.
    {gc_bif,'-',{f,0},3,[{x,0},{integer,1}],{x,0}}.
    {gc_bif,'+',{f,0},3,[{x,2},{integer,1}],{x,2}}.
    {jump,{f,4}}.
  {label,4}.
    {test,is_ne_exact,{f,6},[{x,0},{integer,0}]}.
    {gc_bif,'-',{f,0},3,[{x,0},{integer,1}],{x,0}}.
    {gc_bif,'+',{f,0},3,[{x,2},{integer,10}],{x,2}}.
    {jump,{f,3}}.
  {label,5}.
    {test_heap,4,3}.
    {put_tuple2,{x,0},{list,[{atom,first},{x,1},{x,2}]}}.
    return.
  {label,6}.
    {test_heap,4,3}.
    {put_tuple2,{x,0},{list,[{atom,second},{x,1},{x,2}]}}.
    return.

%% The same with a frame, a call in one of the blocks, a third entry and a loop inside.
{function, calls, 2, 8}.
  {label,7}.
    {func_info,{atom,two_entries_code},{atom,calls},2}.
  {label,8}.
    {allocate,3,2}.
    {move,{x,0},{y,0}}.
    {move,{x,1},{y,1}}.
    {move,nil,{y,2}}.
    {select_val,{x,1},{f,11},{list,[{atom,a},{f,9},{atom,b},{f,10}]}}.
  {label,9}.
    {test,is_ne_exact,{f,12},[{y,0},{integer,0}]}.
    {gc_bif,'-',{f,0},0,[{y,0},{integer,1}],{y,0}}.
    {move,{y,0},{x,0}}.
    {call_ext,1,{extfunc,erlang,integer_to_list,1}}.
    {test_heap,2,1}.
    {put_list,{x,0},{y,2},{y,2}}.
    {jump,{f,10}}.
  {label,10}.
    {test,is_ne_exact,{f,12},[{y,0},{integer,0}]}.
    {gc_bif,'-',{f,0},0,[{y,0},{integer,1}],{y,0}}.
    {test_heap,2,0}.
    {put_list,{atom,ten},{y,2},{y,2}}.
    {gc_bif,'rem',{f,0},0,[{y,0},{integer,3}],{x,0}}.
    {test,is_eq_exact,{f,11},[{x,0},{integer,1}]}.
    {jump,{f,10}}.
  {label,11}.
    {test,is_ne_exact,{f,12},[{y,0},{integer,0}]}.
    {test_heap,2,0}.
    {put_list,{atom,eleven},{y,2},{y,2}}.
    {gc_bif,'rem',{f,0},0,[{y,0},{integer,2}],{x,0}}.
    {test,is_eq_exact,{f,9},[{x,0},{integer,0}]}.
    {gc_bif,'-',{f,0},0,[{y,0},{integer,1}],{y,0}}.
    {jump,{f,10}}.
  {label,12}.
    {move,{y,2},{x,0}}.
    {deallocate,3}.
    return.
