"use client";

export { PageFault as default } from "@/components/wall/life/page-fault";
