"use client";

export { PageFault as default } from "@/components/wall/page-fault";
