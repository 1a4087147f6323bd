"use client";

import { MessageSquareDashedIcon } from "lucide-react";
import { useEffect, useRef } from "react";
import { useRowKeys } from "@/components/actions/use-row-keys";
import { StateScreen } from "@/components/state-screen";
import { ClaimCard } from "./claim-card";
import type { ClaimView } from "./note-views";
import type { Span } from "./transcript-positions";

type ClaimsListProps = {
  claims: readonly ClaimView[];
  /** Said where there are none. */
  none: { title: string; sentence: string };
  selectedClaimId: string | null;
  spanOf: (claim: ClaimView) => Span | undefined;
  onSelect: (claim: ClaimView) => void;
};

export function ClaimsList({ claims, none, selectedClaimId, spanOf, onSelect }: ClaimsListProps) {
  const list = useRef<HTMLDivElement>(null);
  const selected = useRef<HTMLElement>(null);
  useRowKeys(list);
  useEffect(() => {
    if (selectedClaimId !== null) {
      selected.current?.scrollIntoView({ block: "nearest", behavior: "smooth" });
    }
  }, [selectedClaimId]);

  if (claims.length === 0) {
    return (
      <StateScreen icon={MessageSquareDashedIcon} title={none.title}>
        {none.sentence}
      </StateScreen>
    );
  }
  return (
    <div ref={list}>
      {claims.map((claim) => (
        <ClaimCard
          key={claim.claimId}
          claim={claim}
          isSelected={claim.claimId === selectedClaimId}
          span={spanOf(claim)}
          onSelect={() => onSelect(claim)}
          {...(claim.claimId === selectedClaimId ? { ref: selected } : {})}
        />
      ))}
    </div>
  );
}
