/** Takes what admits somebody out of the address: it must not stand in a history, a screenshot or a link that is passed on. */
export function forget(...names: string[]): void {
  const address = new URL(location.href);
  if (!names.some((name) => address.searchParams.has(name))) return;
  for (const name of names) address.searchParams.delete(name);
  history.replaceState(history.state, "", address.pathname + address.search + address.hash);
}
