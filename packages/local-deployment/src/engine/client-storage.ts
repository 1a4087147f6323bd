/** File storage as clients reach it over HTTP: uploads by an address that was given out, downloads by name. */
import type { Deployment } from "../deployment.ts";
import type { Engine } from "./engine.ts";

export const clientStorage = (engine: Engine): Deployment["storage"] => ({
  upload: async (token, body) => {
    const component = engine.files.redeem(token);
    if (component === null) {
      throw new Error("This upload URL is unknown or has expired; ask for a new one.");
    }
    return await engine.storeFile(component, body);
  },
  read: async (name) => engine.files.read(name),
});
