import { createServer, type IncomingMessage, type Server } from 'node:http';
import { startSmsSimulator, type SmsSimulator } from '../sim/sms/simulator.ts';

/** The SMS provider with the line to it: numbers on 6 lose the answer to a text once, receipts of numbers on 5 are never called back. */
export interface Provider {
  url: string;
  simulator: SmsSimulator;
  /** Where callbacks go; known only when the API is */
  callBack(url: string): void;
  stop(): Promise<void>;
}

export const TOKEN = 'chaos';
export const CALLBACK_SECRET = 'chaos-callback';

export async function openProvider(now: () => Promise<Date>): Promise<Provider> {
  let callbackUrl: string | undefined;
  const lost = new Set<string>();
  const line = createServer((request, response) => {
    void forward(request)
      .then((answer) => (answer ? response.writeHead(answer.status).end(answer.text) : request.socket.destroy()))
      .catch(() => request.socket.destroy());
  });
  const url = await listen(line);
  const simulator = await startSmsSimulator({
    ...{ port: 0, token: TOKEN, now, receiptDelayMs: 400 },
    ...{ callbackUrl: `${url}/callback`, callbackSecret: CALLBACK_SECRET },
  });

  async function forward(request: IncomingMessage): Promise<{ status: number; text: string } | null> {
    const body = await textOf(request);
    const isCallback = request.url === '/callback';
    if (isCallback && (!callbackUrl || receiptTo(body).endsWith('5'))) return null;
    const target = isCallback ? callbackUrl! : `${simulator.url}${request.url}`;
    const headers = { ...pick(request, 'authorization'), ...pick(request, 'x-callback-secret') };
    const init = { method: request.method ?? 'GET', headers: { ...headers, 'content-type': 'application/json' } };
    const answer = await fetch(target, body ? { ...init, body } : init);
    const text = await answer.text();
    return losesAnswer(request, body) ? null : { status: answer.status, text };
  }

  function losesAnswer(request: IncomingMessage, body: string): boolean {
    if (request.method !== 'POST' || request.url !== '/messages') return false;
    const { to } = JSON.parse(body) as { to: string };
    return to.endsWith('6') && lost.size < lost.add(to).size;
  }

  function receiptTo(body: string): string {
    const { results } = JSON.parse(body) as { results: { id: string }[] };
    return simulator.texts.find((text) => text.id === results[0]?.id)?.to ?? '';
  }

  return {
    ...{ url, simulator },
    callBack: (to) => void (callbackUrl = to),
    async stop() {
      line.closeAllConnections();
      await new Promise((resolve) => line.close(resolve));
      await simulator.close();
    },
  };
}

async function listen(server: Server): Promise<string> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (!address || typeof address === 'string') throw new Error('No port');
  return `http://127.0.0.1:${address.port}`;
}

function pick(request: IncomingMessage, name: string): Record<string, string> {
  const value = request.headers[name];
  return typeof value === 'string' ? { [name]: value } : {};
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  for await (const chunk of request as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks).toString();
}
