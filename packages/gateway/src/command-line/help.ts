/** What `hallpass --help` prints. */
export const helpText = `Usage: hallpass <command> [options]

hallpass gateway            runs a local, Momento-compatible service on 127.0.0.1
  --port N                  0 takes any free port (default 8080)
  --keys FOLDER             where development keys are kept (default .hallpass)
  --history-count N         messages a topic keeps (default 10000)
  --history-age-ms N        how long it keeps them (default 600000)

hallpass token mint         prints a token for it
  --cache NAME              '*' is every cache
  --role ROLE               readonly, readwrite, writeonly (items), or
                            publishsubscribe, subscribeonly, publishonly (topics)
  --topic NAME | --topic-prefix PREFIX
                            '*' is every topic
  --key KEY | --key-prefix PREFIX
                            without either, every item
  --lifetime TIME           2s to 1h (default 60s)
  --subject NAME            whose token it is (default developer)
  --endpoint URL            where it is good (default http://127.0.0.1:8080)
  --keys FOLDER             as above
  --super-user              may do everything, instead of cache and role`
