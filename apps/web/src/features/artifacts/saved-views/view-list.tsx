"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { CheckIcon, PencilIcon, Trash2Icon } from "lucide-react";
import Link from "next/link";
import { type FormEvent, type Ref, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import type { ArtifactFilters } from "@/lib/routes/artifact-filters";
import { useStaffArgs } from "@/lib/session/query-args";
import { BUILT_IN_VIEWS, isSameSearch, searchOfFilters, viewHref } from "./view-links";
import { words } from "./words";

export type ViewMenuProps = {
  /** What is shown now. */
  filters: ArtifactFilters;
  columns: readonly string[];
};

type SavedView = FunctionReturnType<typeof api.models.savedViews.list>[number];

const PAGE = "artifacts";
const MAX_NAME = 60;

type ShownProps = {
  /** The filters that are shown now, as a view keeps them. */
  search: string;
  columns: readonly string[];
};
type ListProps = ShownProps & { close: () => void };

/** The views for everybody and one's own, and the field that keeps what is shown now. */
export function ViewList({ filters, columns, close }: ViewMenuProps & { close: () => void }) {
  const shown = searchOfFilters(filters);
  return (
    <>
      <ul aria-label={words.list.everybody}>
        {BUILT_IN_VIEWS.map(({ name, search }) => (
          <li key={name}>
            <ViewLink
              name={name}
              href={viewHref(search, [])}
              isShown={isSameSearch(search, shown)}
              close={close}
            />
          </li>
        ))}
      </ul>
      <OwnViews search={shown} columns={columns} close={close} />
    </>
  );
}

function OwnViews({ search, columns, close }: ListProps) {
  const views = useQuery(api.models.savedViews.list, useStaffArgs({ page: PAGE }));
  const field = useRef<HTMLInputElement>(null);
  return (
    <div className="mt-2 border-t pt-2">
      <p className="px-2 pb-1 text-xs text-muted-foreground">
        {views?.length === 0 ? words.list.none : words.list.own}
      </p>
      {views === undefined || views.length === 0 ? null : (
        <ul aria-label={words.list.ownLabel}>
          {views.map((view) => (
            <OwnView
              key={view._id}
              view={view}
              isShown={isSameSearch(view.search, search)}
              close={close}
              // Its own buttons are gone, and the keyboard must stay in the menu.
              onRemoved={() => field.current?.focus()}
            />
          ))}
        </ul>
      )}
      <SaveForm search={search} columns={columns} field={field} />
    </div>
  );
}

type ViewLinkProps = { name: string; href: string; isShown: boolean; close: () => void };

function ViewLink({ name, href, isShown, close }: ViewLinkProps) {
  return (
    <Button asChild variant="ghost" size="sm" className="w-full min-w-0 shrink justify-start text-foreground">
      <Link href={href} prefetch={false} onClick={close} aria-current={isShown ? "true" : undefined}>
        <span className="min-w-0 flex-1 truncate text-left">{name}</span>
        {isShown ? <CheckIcon aria-hidden="true" /> : null}
      </Link>
    </Button>
  );
}

const takeFocus = (input: HTMLInputElement | null) => input?.focus();

type OwnViewProps = { view: SavedView; isShown: boolean; close: () => void; onRemoved: () => void };

function OwnView({ view, isShown, close, onRemoved }: OwnViewProps) {
  const rename = useMutation(api.models.savedViews.rename);
  const remove = useMutation(api.models.savedViews.remove);
  const [isRenaming, setRenaming] = useState(false);
  const hasRenamed = useRef(false);
  const viewId = view._id;
  if (isRenaming) {
    const change = async (name: string) => {
      const isDone = await told(words.list.notRenamed, rename({ viewId, name }));
      if (isDone) {
        hasRenamed.current = true;
        setRenaming(false);
      }
      return isDone;
    };
    return (
      <li>
        <NameForm
          label={words.list.newName(view.name)}
          act={words.list.rename}
          initial={view.name}
          submit={change}
          field={takeFocus}
        />
      </li>
    );
  }
  const discard = async () => {
    if (await told(words.list.notDeleted, remove({ viewId }))) {
      onRemoved();
    }
  };
  const backFromRenaming = (button: HTMLButtonElement | null) => {
    if (hasRenamed.current && button !== null) {
      hasRenamed.current = false;
      button.focus();
    }
  };
  return (
    <li className="flex items-center">
      <ViewLink name={view.name} href={viewHref(view.search, view.columns)} isShown={isShown} close={close} />
      <Button
        ref={backFromRenaming}
        variant="ghost"
        size="icon-sm"
        aria-label={words.list.renameView(view.name)}
        onClick={() => setRenaming(true)}
      >
        <PencilIcon aria-hidden="true" />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={words.list.deleteView(view.name)}
        onClick={() => void discard()}
      >
        <Trash2Icon aria-hidden="true" />
      </Button>
    </li>
  );
}

type SaveFormProps = ShownProps & { field: Ref<HTMLInputElement> };

function SaveForm({ search, columns, field }: SaveFormProps) {
  const save = useMutation(api.models.savedViews.save);
  const keep = (name: string) =>
    told(words.list.notSaved, save({ page: PAGE, name, search, columns: [...columns] }));
  return <NameForm label={words.list.name} act={words.list.save} initial="" submit={keep} field={field} />;
}

type NameFormProps = {
  label: string;
  act: string;
  initial: string;
  /** Whether it was done. */
  submit: (name: string) => Promise<boolean>;
  field: Ref<HTMLInputElement>;
};

function NameForm({ label, act, initial, submit, field }: NameFormProps) {
  const [name, setName] = useState(initial);
  const [isBusy, setBusy] = useState(false);
  const isReady = name.trim() !== "" && !isBusy;
  const send = async (event: FormEvent) => {
    event.preventDefault();
    if (!isReady) {
      return;
    }
    setBusy(true);
    if (await submit(name.trim())) {
      setName(initial);
    }
    setBusy(false);
  };
  return (
    <form onSubmit={(event) => void send(event)} className="flex items-center gap-1.5 py-1">
      <Input
        ref={field}
        aria-label={label}
        placeholder={label}
        value={name}
        maxLength={MAX_NAME}
        onChange={({ target }) => setName(target.value)}
        className="h-7 px-2 text-xs"
      />
      <Button type="submit" size="sm" aria-disabled={!isReady}>
        {act}
      </Button>
    </form>
  );
}

/** Whether it was done; otherwise a message says why not. */
async function told(problem: string, done: Promise<unknown>): Promise<boolean> {
  try {
    await done;
    return true;
  } catch (error) {
    notify.error(problem, { description: readFailure(error).message });
    return false;
  }
}
