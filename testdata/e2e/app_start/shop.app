%% Needs the store.
{application, shop,
 [{description, "A shop"},
  {vsn, "0.1.0"},
  {modules, [shop_app, shop_sup, shop_server]},
  {registered, [shop_sup, shop_server]},
  {applications, [kernel, stdlib, store]},
  {env, [{size, 16#10}, {'a key', "with text"}]},
  {start_phases, [{open, [early]}, {greet, []}]},
  {mod, {shop_app, [first]}}]}.
