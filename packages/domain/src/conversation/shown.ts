/** When a message of ours counts as seen. */

/** Times in ms. `failed`: the provider gave it up. */
export interface DeliveryFacts {
  failed: boolean;
  acceptedAt?: number | undefined;
  deliveredAt?: number | undefined;
  readAt?: number | undefined;
}

/**
 * When the message was first known to be seen: delivered, read, or, where no callback came, accepted by the provider and
 * given `graceMs` to arrive. Undefined while none of these holds; a later moment than now is not there yet.
 */
export function seenAt(message: DeliveryFacts, graceMs: number): number | undefined {
  const proofs = [message.deliveredAt, message.readAt].filter((at) => at !== undefined);
  if (!message.failed && message.acceptedAt !== undefined) proofs.push(message.acceptedAt + graceMs);
  return proofs.length > 0 ? Math.min(...proofs) : undefined;
}
