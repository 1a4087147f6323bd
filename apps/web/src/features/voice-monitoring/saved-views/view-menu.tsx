"use client";

import { api } from "@voice-flow/backend/api";
import { useMutation, useQuery } from "convex/react";
import type { FunctionReturnType } from "convex/server";
import { CheckIcon, PencilIcon, Trash2Icon } from "lucide-react";
import Link from "next/link";
import { type FormEvent, useState } from "react";
import { PanelBoundary } from "@/components/panel";
import { Button } from "@/components/ui/button";
import { Input } from "@/components/ui/input";
import { useStaffArgs } from "@/features/platform/use-staff-args";
import { readFailure } from "@/lib/function-error";
import { notify } from "@/lib/notify";
import { FilterButton } from "../filters/filter-button";
import { BUILT_IN_VIEWS, isSameSearch, viewHref } from "./view-links";

type SavedView = FunctionReturnType<typeof api.models.savedViews.list>[number];

type ViewMenuProps = {
  /** The filters that are shown now, as a view keeps them. */
  search: string;
  columns: readonly string[];
};

const PAGE = "artifacts";
const MAX_NAME = 60;

/** Filters and columns under a name: everybody's, and one's own. Each is a link that can be sent to others. */
export function ViewMenu(props: ViewMenuProps) {
  return (
    <FilterButton
      name="Views"
      chosen={undefined}
      className="max-sm:fixed max-sm:inset-x-4 max-sm:top-40 max-sm:w-auto sm:right-0 sm:left-auto sm:w-80"
    >
      {(close) => (
        <PanelBoundary title="Views">
          <ul aria-label="Views for everybody">
            {BUILT_IN_VIEWS.map(({ name, search }) => (
              <li key={name}>
                <ViewLink
                  name={name}
                  href={viewHref(search, [])}
                  isShown={isSameSearch(search, props.search)}
                  close={close}
                />
              </li>
            ))}
          </ul>
          <OwnViews {...props} close={close} />
        </PanelBoundary>
      )}
    </FilterButton>
  );
}

function OwnViews({ search, columns, close }: ViewMenuProps & { close: () => void }) {
  const views = useQuery(api.models.savedViews.list, useStaffArgs({ page: PAGE }));
  return (
    <div className="mt-2 border-t pt-2">
      <p className="px-2 pb-1 text-xs text-muted-foreground">
        {views?.length === 0 ? "You have kept no view of your own yet." : "Your own"}
      </p>
      {views === undefined || views.length === 0 ? null : (
        <ul aria-label="Your views">
          {views.map((view) => (
            <OwnView key={view._id} view={view} isShown={isSameSearch(view.search, search)} close={close} />
          ))}
        </ul>
      )}
      <SaveForm search={search} columns={columns} />
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

type OwnViewProps = { view: SavedView; isShown: boolean; close: () => void };

function OwnView({ view, isShown, close }: OwnViewProps) {
  const rename = useMutation(api.models.savedViews.rename);
  const remove = useMutation(api.models.savedViews.remove);
  const [isRenaming, setRenaming] = useState(false);
  const viewId = view._id;
  if (isRenaming) {
    const change = async (name: string) => {
      if (await told("The view was not renamed.", rename({ viewId, name }))) {
        setRenaming(false);
      }
    };
    return (
      <li>
        <NameForm label={`New name of ${view.name}`} act="Rename" initial={view.name} submit={change} />
      </li>
    );
  }
  return (
    <li className="flex items-center">
      <ViewLink name={view.name} href={viewHref(view.search, view.columns)} isShown={isShown} close={close} />
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Rename ${view.name}`}
        onClick={() => setRenaming(true)}
      >
        <PencilIcon aria-hidden="true" />
      </Button>
      <Button
        variant="ghost"
        size="icon-sm"
        aria-label={`Delete ${view.name}`}
        onClick={() => void told("The view was not deleted.", remove({ viewId }))}
      >
        <Trash2Icon aria-hidden="true" />
      </Button>
    </li>
  );
}

function SaveForm({ search, columns }: ViewMenuProps) {
  const save = useMutation(api.models.savedViews.save);
  const [saved, setSaved] = useState(0);
  const keep = async (name: string) => {
    if (await told("The view was not kept.", save({ page: PAGE, name, search, columns: [...columns] }))) {
      setSaved(saved + 1);
    }
  };
  // A new form for the next view once one is kept.
  return <NameForm key={saved} label="Name for what is shown now" act="Keep" initial="" submit={keep} />;
}

type NameFormProps = { label: string; act: string; initial: string; submit: (name: string) => Promise<void> };

function NameForm({ label, act, initial, submit }: NameFormProps) {
  const [name, setName] = useState(initial);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (name.trim() !== "") {
      void submit(name.trim());
    }
  };
  return (
    <form onSubmit={send} className="flex items-center gap-1.5 py-1">
      <Input
        aria-label={label}
        placeholder={label}
        value={name}
        maxLength={MAX_NAME}
        onChange={({ target }) => setName(target.value)}
        className="h-7 px-2 text-xs"
      />
      <Button type="submit" size="sm" aria-disabled={name.trim() === ""}>
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
