"use client";

import { CircleAlertIcon, RotateCwIcon } from "lucide-react";
import { Component, createContext, Fragment, type ReactNode, useContext, useId } from "react";
import { cn } from "@/lib/cn";
import { type Failure, readFailure } from "@/lib/function-error";
import { NoPermission } from "./empty-states";
import { StateScreen } from "./state-screen";
import { Button } from "./ui/button";

export type PanelProps = {
  title: string;
  /** Beside the title: a count, a sentence. */
  note?: ReactNode;
  actions?: ReactNode;
  children: ReactNode;
  className?: string;
  bodyClassName?: string;
};

/** A titled box of a page. What fails in it fails alone, and can be tried again alone. */
export function Panel({ title, note, actions, children, className, bodyClassName }: PanelProps) {
  const titleId = useId();
  return (
    <section
      aria-labelledby={titleId}
      data-slot="panel"
      className={cn("flex min-w-0 flex-col rounded-xl border bg-surface shadow-xs", className)}
    >
      <header className="flex min-h-11 flex-wrap items-center gap-x-3 gap-y-1 border-b px-4 py-1.5">
        <h2 id={titleId} className="text-13 font-semibold">
          {title}
        </h2>
        {note ? <div className="text-xs text-muted-foreground">{note}</div> : null}
        {actions ? <div className="ml-auto flex items-center gap-2">{actions}</div> : null}
      </header>
      <div className={cn("flex min-w-0 flex-1 flex-col", bodyClassName)}>
        <PanelBoundary title={title}>{children}</PanelBoundary>
      </div>
    </section>
  );
}

type BoundaryProps = { title: string; children: ReactNode };
type BoundaryState = { failure: Failure | undefined; generation: number };

const RetryContext = createContext<() => void>(() => undefined);

/** Takes the panel around the caller down and up again, and with it its subscriptions. */
export function usePanelRetry(): () => void {
  return useContext(RetryContext);
}

/**
 * Catches what a panel throws while it renders, such as a refused query. Trying again mounts the panel again, which
 * also subscribes again: its subscription ended when it was unmounted.
 */
export class PanelBoundary extends Component<BoundaryProps, BoundaryState> {
  override state: BoundaryState = { failure: undefined, generation: 0 };

  static getDerivedStateFromError(error: unknown): Partial<BoundaryState> {
    return { failure: readFailure(error) };
  }

  private readonly retry = () =>
    this.setState(({ generation }) => ({ failure: undefined, generation: generation + 1 }));

  override render() {
    const { failure, generation } = this.state;
    return (
      <RetryContext value={this.retry}>
        {failure === undefined ? (
          <Fragment key={generation}>{this.props.children}</Fragment>
        ) : (
          <PanelFailure title={this.props.title} failure={failure} retry={this.retry} />
        )}
      </RetryContext>
    );
  }
}

function PanelFailure({ title, failure, retry }: { title: string; failure: Failure; retry: () => void }) {
  if (failure.code === "not_platform_staff" || failure.code === "not_signed_in") {
    return <NoPermission />;
  }
  return (
    <div role="alert" className="flex flex-1">
      <StateScreen
        icon={CircleAlertIcon}
        tone="danger"
        title={`Couldn't load ${title}`}
        actions={
          <Button size="sm" onClick={retry}>
            <RotateCwIcon aria-hidden="true" />
            Try again
          </Button>
        }
      >
        {failure.message}
      </StateScreen>
    </div>
  );
}

/** What stands beside every page must not take the page down: where it fails, the page's own panels say what is wrong. */
export class AsideBoundary extends Component<{ children: ReactNode }, { hasFailed: boolean }> {
  override state = { hasFailed: false };

  static getDerivedStateFromError() {
    return { hasFailed: true };
  }

  override render() {
    return this.state.hasFailed ? null : this.props.children;
  }
}
