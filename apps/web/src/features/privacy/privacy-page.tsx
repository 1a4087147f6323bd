"use client";

import { useRef, useState } from "react";
import { Panel } from "@/components/panel";
import { ErasePlayer } from "./erase-player";
import { ErasureRecord } from "./erasure-record";
import { FindPlayer, type FoundPlayer } from "./find-player";
import { words } from "./words";

/** Erasing a player, and the record of it. The player's name is in no address: addresses are kept and passed on. */
export function PrivacyPage() {
  const [player, setPlayer] = useState<FoundPlayer>();
  const [erased, setErased] = useState(0);
  const search = useRef<HTMLDivElement>(null);
  const leave = (isErased: boolean) => {
    setPlayer(undefined);
    if (isErased) setErased(erased + 1);
    // Back to where the player was chosen, once it is shown again.
    requestAnimationFrame(() => search.current?.focus());
  };
  return (
    <main className="mx-auto w-full max-w-3xl px-4 py-8">
      <h1 className="text-xl font-semibold tracking-tight">{words.page.title}</h1>
      <p className="mt-1 text-muted-foreground">{words.page.hint}</p>
      <Panel title={words.page.erase} className="mt-5">
        {/* It stays: whoever leaves a player finds what they had looked for. An erased name stays nowhere. */}
        <div ref={search} tabIndex={-1} hidden={player !== undefined} className="rounded-md">
          <FindPlayer key={erased} choose={setPlayer} />
        </div>
        {player === undefined ? null : <ErasePlayer key={player.playerId} player={player} leave={leave} />}
      </Panel>
      <Panel title={words.page.record} note={words.page.recordNote} className="mt-5">
        <ErasureRecord />
      </Panel>
    </main>
  );
}
