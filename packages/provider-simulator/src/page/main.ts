import type { SimulatorEvents } from "../twilio/messages";
import { api } from "./api";
import { CallsPanel } from "./calls-panel";
import { ChatLog } from "./chat";
import { CoachesList } from "./coaches-list";
import { sendTo, setUpComposer } from "./composer";
import { DeliveryPanel } from "./delivery-panel";
import { byId } from "./dom";
import { FaultsPanel } from "./faults-panel";
import { ReplyTarget } from "./reply-target";
import { showSamples } from "./samples-panel";
import { SessionBar } from "./session-bar";
import { setUpTabs } from "./tabs";

const target = new ReplyTarget();
const chat = new ChatLog({
  reply: (message) => target.choose(message),
  tap: ({ sid }, buttonId) => void sendTo(coaches.phone, (phone) => api.tap(phone, sid, buttonId)),
});
const session = new SessionBar();
const delivery = new DeliveryPanel();
const faults = new FaultsPanel();
const calls = new CallsPanel();
const coaches = new CoachesList((phone) => void openChat(phone));

async function openChat(phone: string | null): Promise<void> {
  const messages = phone === null ? [] : await api.chat(phone);
  if (phone !== coaches.phone) return;
  target.clear();
  chat.show(phone, messages);
  await session.show(phone);
}

/** Everything anew: at the start, after a break in the connection, and after a reset. */
async function refresh(): Promise<void> {
  const [status, coachList, faultStates, callList, rules] = await Promise.all([
    api.status(),
    api.coaches(),
    api.faults(),
    api.calls(),
    api.deliveryRules(),
  ]);
  delivery.show(rules);
  byId("webhook-url", HTMLElement).textContent = status.webhookUrl;
  faults.showCoaches(coachList);
  faults.show(faultStates);
  calls.show(callList);
  coaches.show(coachList);
}

type Handlers = { readonly [Name in keyof SimulatorEvents]: (data: SimulatorEvents[Name]) => void };

const handlers: Handlers = {
  message: (message) => {
    chat.put(message);
    if (message.direction === "from_coach") void session.show(coaches.phone);
  },
  rules: (states) => delivery.show(states),
  clock: () => void session.show(coaches.phone),
  coaches: (list) => {
    faults.showCoaches(list);
    coaches.show(list);
  },
  faults: (states) => faults.show(states),
  call: (call) => {
    calls.put(call);
    if (call.faults.length > 0 || call.endpoint !== "webhook")
      void api.faults().then((states) => faults.show(states));
  },
  reset: () => void refresh(),
};

function showConnection(connected: boolean): void {
  byId("live", HTMLElement).dataset.connected = String(connected);
  byId("live-text", HTMLElement).textContent = connected ? "Live" : "Not connected";
}

function listen(): void {
  const stream = new EventSource("/api/events");
  stream.addEventListener("open", () => {
    showConnection(true);
    void refresh();
  });
  stream.addEventListener("error", () => showConnection(false));
  for (const [name, handle] of Object.entries(handlers)) {
    // The stream carries each event's own data; `Object.entries` forgets which belongs to which.
    stream.addEventListener(name, ({ data }) => (handle as (data: unknown) => void)(JSON.parse(data)));
  }
}

setUpTabs(document.querySelector<HTMLElement>('[role="tablist"]') ?? document.body);
setUpComposer(() => coaches.phone, target);
byId("reset", HTMLButtonElement).addEventListener("click", () => {
  if (confirm("Forget all chats, faults and calls, and start the sequence of faults anew?")) void api.reset();
});
api
  .samples()
  .then((samples) =>
    showSamples(samples, (id) => void sendTo(coaches.phone, (phone) => api.sendSample(phone, id))),
  );
listen();
