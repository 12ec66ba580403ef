{application, store,
 [{description, "A library application"}, {vsn, "2"}, {modules, []}, {registered, []}, {applications, [kernel, stdlib]}]}.
