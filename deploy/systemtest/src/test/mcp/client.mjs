// Reads {url, token, calls: [{name, arguments}], prompts: [{name, arguments}]} from standard input, and writes what the server answered.
import { Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";

async function input() {
  let text = "";
  for await (const part of process.stdin) {
    text += part;
  }
  return JSON.parse(text);
}

const asked = await input();
const transport = new StreamableHTTPClientTransport(new URL(asked.url), {
  requestInit: { headers: { Authorization: `Bearer ${asked.token}` } },
});
const client = new Client({ name: "watchfloor-system-test", version: "1.0.0" });
await client.connect(transport);

const answer = {
  server: client.getServerVersion(),
  tools: (await client.listTools()).tools,
  prompts: (await client.listPrompts()).prompts,
  resources: (await client.listResources()).resources,
  calls: [],
  gotPrompts: [],
  contents: [],
};
for (const call of asked.calls) {
  answer.calls.push({ name: call.name, result: await client.callTool(call) });
}
for (const prompt of asked.prompts) {
  answer.gotPrompts.push(await client.getPrompt(prompt));
}
for (const resource of answer.resources) {
  answer.contents.push(await client.readResource({ uri: resource.uri }));
}
await client.close();
process.stdout.write(JSON.stringify(answer));
