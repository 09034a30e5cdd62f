import type { OutgoingCall } from '../../records/call-line.ts';
import type { AriAnswer, AriClient } from './ari-client.ts';
import { AriBridges, type AriChannel, AriChannels } from './ari-events.ts';
import type { Leg } from './call-notes.ts';

export interface TelephonySettings {
  /** Stasis application */
  app: string;
  /** `{extension}` takes the operator's, `PJSIP/{extension}` */
  operatorEndpoint: string;
  /** `{number}` takes the debtor's, `PJSIP/{number}@trunk` */
  trunkEndpoint: string;
  operatorTimeoutSeconds: number;
  debtorTimeoutSeconds: number;
}

export type Legs = ReturnType<typeof createLegs>;

/** The commands of one call. Every id is made of the call's, so that each may be repeated: 409 means done before. */
export function createLegs(ari: AriClient, call: OutgoingCall, settings: TelephonySettings) {
  const bridge = `br-${call.id}`;
  const channels: Record<Leg, string> = { operator: `op-${call.id}`, debtor: `de-${call.id}` };
  const { app } = settings;

  async function join(leg: Leg): Promise<AriAnswer> {
    const query = { channel: channels[leg], inhibitConnectedLineUpdates: true };
    return ari.request('POST', `bridges/${bridge}/addChannel`, query);
  }

  function identify(part: 'num' | 'name'): Promise<AriAnswer> {
    const query = { variable: `CALLERID(${part})`, value: call.callerId };
    return ari.request('POST', `channels/${channels.operator}/variable`, query);
  }

  return {
    channels,

    /** Rings the operator, who sees the debtor's number. False when the telephone is not there. */
    async callOperator(): Promise<boolean> {
      if (!call.extension) return false;
      expectDone('bridge', await ari.request('POST', `bridges/${bridge}`, { type: 'mixing' }), [409]);
      const endpoint = settings.operatorEndpoint.replace('{extension}', call.extension);
      const query = { endpoint, app, appArgs: 'operator', callerId: call.number };
      const variables = { 'PJSIP_HEADER(add,X-Call)': call.id };
      const answer = await ari.request(
        'POST',
        `channels/${channels.operator}`,
        { ...query, timeout: settings.operatorTimeoutSeconds },
        { variables },
      );
      return expectDone('originate', answer, [409, 500]) !== 500;
    },

    /** From here the operator's leg shows the group's number: bridging would push the debtor's own over it. */
    async connectOperator(): Promise<void> {
      expectDone('identity', await identify('num'));
      expectDone('identity', await identify('name'));
      expectDone('operator', await join('operator'));
    },

    /** Makes the debtor's leg, not dialled yet. False when the trunk cannot. */
    async createDebtor(): Promise<boolean> {
      const endpoint = settings.trunkEndpoint.replace('{number}', call.number);
      const { callerId } = call;
      const variables = {
        ...{ 'CALLERID(num)': callerId, 'CALLERID(name)': callerId },
        ...{ 'CONNECTEDLINE(num,i)': callerId, 'CONNECTEDLINE(name,i)': callerId },
      };
      const query = { endpoint, app, appArgs: 'debtor', channelId: channels.debtor };
      return (
        expectDone('create', await ari.request('POST', 'channels/create', query, { variables }), [409, 500]) !== 500
      );
    },

    /** False when the leg is not in the application yet. */
    async connectDebtor(): Promise<boolean> {
      return expectDone('debtor', await join('debtor'), [422]) !== 422;
    },

    async dial(): Promise<void> {
      const query = { timeout: settings.debtorTimeoutSeconds };
      expectDone('dial', await ari.request('POST', `channels/${channels.debtor}/dial`, query), [404, 409]);
    },

    async hangUp(leg: Leg): Promise<void> {
      expectDone('hangUp', await ari.request('DELETE', `channels/${channels[leg]}`), [404]);
    },

    async removeBridge(): Promise<void> {
      expectDone('removeBridge', await ari.request('DELETE', `bridges/${bridge}`), [404]);
    },

    /** The debtor hears music, the operator nothing. */
    async hold(): Promise<void> {
      expectDone('hold', await ari.request('POST', `bridges/${bridge}/removeChannel`, { channel: channels.operator }));
      expectDone('hold', await ari.request('POST', `bridges/${bridge}/moh`));
    },

    async unhold(): Promise<void> {
      expectDone('unhold', await ari.request('DELETE', `bridges/${bridge}/moh`), [409]);
      expectDone('unhold', await join('operator'));
    },

    async mute(): Promise<void> {
      expectDone('mute', await ari.request('POST', `channels/${channels.operator}/mute`, { direction: 'in' }));
    },

    async unmute(): Promise<void> {
      expectDone('unmute', await ari.request('DELETE', `channels/${channels.operator}/mute`, { direction: 'in' }));
    },
  };
}

export async function listChannels(ari: AriClient): Promise<Map<string, AriChannel>> {
  const answer = await ari.request('GET', 'channels');
  expectDone('channels', answer);
  return new Map(AriChannels.parse(answer.body).map((channel) => [channel.id, channel]));
}

export async function listBridges(ari: AriClient): Promise<string[]> {
  const answer = await ari.request('GET', 'bridges');
  expectDone('bridges', answer);
  return AriBridges.parse(answer.body).map(({ id }) => id);
}

/** Asterisk refused a command; the message holds the command and the status only. */
export class AriRefused extends Error {
  readonly status: number;

  constructor(command: string, status: number) {
    super(`${command} was answered ${status}`);
    this.name = 'AriRefused';
    this.status = status;
  }
}

function expectDone(command: string, { status }: AriAnswer, alsoFine: readonly number[] = []): number {
  if ((status >= 200 && status < 300) || alsoFine.includes(status)) return status;
  throw status < 500 ? new AriRefused(command, status) : new Error(`${command} was answered ${status}`); // it may work again
}
