import OpenAI from "openai";
import { environment, optionalEnvironment } from "../foundation/environment";

/**
 * The provider's own SDK. It never repeats a call by itself: each call is counted, charged and reported to the circuit
 * breaker, and staff retry by hand. Throws an Error that names the variable if the key is not set.
 */
export const openaiClient = (timeoutMs: number): OpenAI =>
  new OpenAI({
    apiKey: environment("OPENAI_API_KEY"),
    baseURL: optionalEnvironment("OPENAI_BASE_URL"),
    // The SDK reads these from the process by itself; the deployment does not declare them.
    organization: null,
    project: null,
    maxRetries: 0,
    timeout: timeoutMs,
  });
