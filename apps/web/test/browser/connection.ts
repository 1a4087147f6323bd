import type { Page, WebSocketRoute } from "playwright-core";

/** Lets a test cut the page's connection to the deployment and give it back. Called before the page is opened. */
export async function cuttable(page: Page) {
  const open = new Set<WebSocketRoute>();
  let isCut = false;
  await page.routeWebSocket(/\/sync/, (socket) => {
    if (isCut) {
      void socket.close();
      return;
    }
    socket.connectToServer();
    open.add(socket);
  });
  return {
    cut: async () => {
      isCut = true;
      for (const socket of open) await socket.close();
      open.clear();
    },
    restore: () => {
      isCut = false;
    },
  };
}

/** Lets a test hold back what the page asks of the deployment, as a slow network does. Called before the page is opened. */
export async function holdable(page: Page) {
  const held: (() => void)[] = [];
  let isHolding = false;
  await page.routeWebSocket(/\/sync/, (socket) => {
    const server = socket.connectToServer();
    socket.onMessage((message) => {
      if (isHolding) held.push(() => server.send(message));
      else server.send(message);
    });
  });
  return {
    hold: () => {
      isHolding = true;
      held.length = 0;
    },
    release: () => {
      isHolding = false;
      for (const send of held.splice(0)) send();
    },
  };
}
