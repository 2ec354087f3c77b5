/** For a page that does not exist, or that a person's role does not include. */
export function PageNotFound() {
  return (
    <div className="mx-auto max-w-md py-20 text-center">
      <h1 className="text-xl font-semibold">Page not found</h1>
      <p className="mt-2 text-balance text-muted">
        This page does not exist, or your role does not include it. An admin can change your role.
      </p>
      {/* No `Link`: every page loads this component too, and would load the router's link code with it. */}
      <a
        href="/"
        className="mt-5 inline-flex h-8 items-center rounded-md border border-line bg-panel px-3 text-sm font-medium hover:bg-raised"
      >
        Back to the fleet
      </a>
    </div>
  );
}
