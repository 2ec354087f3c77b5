/** For a page that is not there, or that a person's role does not include. */
export function PageNotFound() {
  return (
    <div className="mx-auto max-w-md py-20 text-center">
      <h1 className="text-xl font-semibold">Nothing here for you</h1>
      <p className="mt-2 text-muted">
        This page does not exist, or your role does not include it. An admin can change it.
      </p>
      {/* No `Link`: every page loads this one beside itself, and would load the router's part for links with it. */}
      <a href="/" className="mt-4 inline-block text-accent underline">
        To the fleet
      </a>
    </div>
  );
}
