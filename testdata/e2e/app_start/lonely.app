{application, lonely, [{vsn, "1"}, {modules, []}, {registered, []}, {applications, [kernel, stdlib, missing_one]}]}.
