import { startServer } from "@/lib/server/start/start-server";

// All of the server but its HTTP side: it polls and writes the history until it is ended.
await startServer();
