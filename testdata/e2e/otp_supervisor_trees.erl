%% Trees of supervisors: order of starts and ends, shutdown times, brutal kills, start functions that return odd things, bridges, intensities.
-module(otp_supervisor_trees).
-export([main/0, init/1, terminate/2, worker/2, stubborn/1, odd/1, tree/2]).
-include("shared/show.hrl").

init({bridge, Name}) -> note({bridge_init, Name}), {ok, spawn_link(fun() -> note({bridged, Name}), receive X -> exit(X) end end), Name};
init({bridge_returns, R}) -> R;
init({Flags, Kids}) -> {ok, {Flags, Kids}}.
terminate(Why, State) -> note({bridge_terminate, short(Why), State}).

note(X) -> main_process ! {note, X}, ok.
notes() -> show_settle(), taken().
taken() -> receive {note, X} -> [X | taken()] after 0 -> [] end.
short({Why, [_ | _]}) -> Why;
short(Why) -> Why.

worker(Name, Why) -> proc_lib:start_link(erlang, apply, [fun() ->
    process_flag(trap_exit, true), register(Name, self()), note({up, Name}), proc_lib:init_ack({ok, self(), {info, Name}}),
    receive {'EXIT', _, R} -> note({down, Name, R}), exit(case Why of same -> R; _ -> Why end); {stop, R} -> exit(R) end end, []]).
stubborn(Name) -> {ok, spawn_link(fun() -> process_flag(trap_exit, true), register(Name, self()), stay() end)}.
stay() -> receive never -> ok end.
odd(R) -> R.
tree(Name, Kids) -> supervisor:start_link({local, Name}, ?MODULE, {#{strategy => rest_for_one, intensity => 1, period => 1}, Kids}).

w(Name) -> w(Name, same, #{}).
w(Name, Why, More) -> maps:merge(#{id => Name, start => {?MODULE, worker, [Name, Why]}, shutdown => 200}, More).
sub(Name, Kids) -> #{id => Name, start => {?MODULE, tree, [Name, Kids]}, type => supervisor}.

shape(S) -> [case Type of supervisor when is_pid(P) -> {Id, shape(P)}; _ -> {Id, if is_pid(P) -> up; true -> P end, M} end || {Id, P, Type, M} <- supervisor:which_children(S)].
ended(S) -> receive {'EXIT', S, Why} -> Why after 500 -> still_alive end.

main() ->
    register(main_process, self()),
    process_flag(trap_exit, true),
    logger:set_primary_config(level, none),
    {ok, Top} = tree(top, [w(a), sub(left, [w(b), w(c), sub(deep, [w(d)])]), sub(right, [w(e), w(f)])]),
    ?T(notes()), ?T(shape(top)), ?T(supervisor:count_children(top)),
    c ! {stop, crash}, ?T(notes()), ?T(shape(top)),
    c ! {stop, crash}, ?T(notes()),
    %% Once more than the intensity allows: left ends, and all behind it.
    d ! {stop, crash}, d_again(), ?T(notes()),
    exit(Top, shutdown), ?T(ended(Top)), ?T(notes()),
    shutdowns(), odd_starts(), bridges(), intensities(), lookups().

d_again() -> case whereis(d) of undefined -> timer:sleep(1), d_again(); D -> D ! {stop, again} end.

shutdowns() ->
    {ok, S} = tree(t, [w(normal_end, normal, #{}), w(other_end, other, #{}), #{id => stuck, start => {?MODULE, stubborn, [stuck]}, shutdown => 5},
                       w(brutal, same, #{shutdown => brutal_kill}), w(forever, same, #{shutdown => infinity})]),
    ?T(notes()), R = [{N, monitor(process, N)} || N <- [normal_end, other_end, stuck, brutal, forever]],
    exit(S, shutdown), ?T(ended(S)), ?T([receive {'DOWN', M, _, _, W} -> {N, W} after 500 -> N end || {N, M} <- R]), ?T(notes()),
    {ok, S2} = tree(t, [w(x)]), notes(), exit(S2, normal), ?T(ended(S2)), ?T(notes()),
    {ok, S3} = tree(t, [w(x)]), notes(), exit(S3, kill), ?T(ended(S3)), ?T(notes()),
    {ok, S4} = tree(t, [w(x)]), notes(), gen_server:stop(S4, {shutdown, s4}, 500), ?T(ended(S4)), ?T(notes()).

odd_starts() ->
    [begin
         ?T(Return), ?T(case tree(t, [w(before), #{id => odd, start => {?MODULE, odd, [Return]}}, w(behind)]) of
                            {ok, S} -> A = shape(S), unlink(S), exit(S, shutdown), {A, notes()};
                            {error, E} -> receive {'EXIT', _, Why} -> {E, Why, notes()} after 500 -> E end
                        end)
     end || Return <- [ignore, {error, why}, {ok, undefined}, nonsense, {ok, not_a_pid}, {error, ignore}]],
    {ok, S} = tree(t, [w(base)]), notes(),
    ?T(supervisor:start_child(S, #{id => i, start => {?MODULE, odd, [ignore]}})), ?T(supervisor:start_child(S, #{id => j, start => {?MODULE, odd, [ignore]}, restart => temporary})),
    ?T(shape(S)), ?T(supervisor:restart_child(S, i)), ?T(supervisor:terminate_child(S, i)), ?T(supervisor:delete_child(S, i)),
    ?T(supervisor:start_child(S, #{id => k, start => {?MODULE, odd, [{error, no}]}})), ?T(supervisor:start_child(S, #{id => k, start => {?MODULE, odd, [oops]}})), ?T(shape(S)),
    ?T(element(3, supervisor:start_child(S, w(l)))), ?T(notes()), exit(S, shutdown), ?T(ended(S)), ?T(notes()).

bridges() ->
    {ok, B} = supervisor_bridge:start_link({local, bridge}, ?MODULE, {bridge, one}), ?T(notes()),
    exit(B, shutdown), ?T(ended(B)), ?T(notes()),
    [begin ?T(supervisor_bridge:start_link(?MODULE, {bridge_returns, R})), ?T(receive {'EXIT', _, W} -> W after 100 -> none end) end || R <- [ignore, {error, why}, what]].

intensities() ->
    [?T(case supervisor:start_link(?MODULE, {F, []}) of {ok, S} -> unlink(S), exit(S, shutdown), fine; {error, E} -> receive {'EXIT', _, _} -> E after 500 -> E end end) ||
        F <- [#{}, #{intensity => -1}, #{period => 0}, #{period => 5, intensity => 0}, #{strategy => two_for_one}, #{intensity => many}, {one_for_one, 1, 5}, {one_for_one, 1, 0},
              {one_for_one, 1}, nonsense]],
    {ok, S} = supervisor:start_link(?MODULE, {#{intensity => 3, period => 60}, [w(n)]}), notes(),
    %% Three restarts are allowed, the fourth crash ends it.
    ?T([begin M = monitor(process, n), n ! {stop, {crash, I}}, receive {'DOWN', M, _, _, Why} -> ok end, {Why, notes()} end || I <- [1, 2, 3, 4]]),
    ?T(ended(S)).

lookups() ->
    {ok, S} = tree(t, [w(a), w(b, same, #{restart => temporary, modules => dynamic})]), notes(),
    ?T([element(1, supervisor:get_childspec(S, Id)) || Id <- [a, b, c, whereis(a)]]), ?T(supervisor:get_childspec(S, b)),
    ?T(supervisor:terminate_child(S, whereis(a))), ?T(supervisor:terminate_child(S, b)), ?T(notes()), ?T(shape(S)), ?T(supervisor:terminate_child(S, a)), ?T(notes()),
    ?T(supervisor:start_child(S, w(a))), ?T(element(1, supervisor:restart_child(S, a))), ?T(supervisor:start_child(S, bad_spec)), ?T(supervisor:start_child(S, #{id => x})), ?T(notes()),
    ?T(catch supervisor:which_children(nobody_here)), exit(S, shutdown), ?T(ended(S)).
