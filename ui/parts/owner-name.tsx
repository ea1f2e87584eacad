import { Avatar } from "@mantine/core";
import { ownerName, useOwners } from "../data/owners.ts";
import classes from "./owner-name.module.css";

type Props = {
  readonly ownerId: string | null | undefined;
  /** Without the round picture, for dense tables. */
  readonly plain?: boolean;
};

/** An owner by name; by id where the token may not read owners. */
export function OwnerName({ ownerId, plain = false }: Props) {
  const { byId } = useOwners();
  if (!ownerId) return null;
  const owner = byId.get(ownerId);
  const name = owner === undefined ? `Owner ${ownerId}` : ownerName(owner);
  if (plain) return name;
  return (
    <span className={classes.owner}>
      <Avatar name={name} size={22} color="gray" radius="xl" aria-hidden />
      <span className="truncate">{name}</span>
    </span>
  );
}

/** The name of the owner that a user is, for what names users. */
export function UserName({ userId }: { readonly userId: number | string | null | undefined }) {
  const { byUserId } = useOwners();
  if (userId === null || userId === undefined || userId === "") return null;
  const owner = byUserId.get(Number(userId));
  return owner === undefined ? `User ${userId}` : ownerName(owner);
}
