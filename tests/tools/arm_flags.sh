# arm_flags.sh TARGET - to be sourced: what arm-none-eabi-gcc and qemu call it, in arm_flags and arm_board
case $1 in
cortex-m3) arm_flags="-mcpu=cortex-m3" arm_board=mps2-an385 ;;
cortex-m4) arm_flags="-mcpu=cortex-m4 -mfloat-abi=hard -mfpu=fpv4-sp-d16" arm_board=mps2-an386 ;;
cortex-m4-nofp) arm_flags="-mcpu=cortex-m4+nofp" arm_board=mps2-an386 ;;
cortex-m7) arm_flags="-mcpu=cortex-m7 -mfloat-abi=hard -mfpu=fpv5-d16" arm_board=mps2-an500 ;;
cortex-m33) arm_flags="-mcpu=cortex-m33 -mfloat-abi=hard -mfpu=fpv5-sp-d16" arm_board=mps2-an505 ;;
esac
arm_flags="$arm_flags -mthumb -fno-short-enums"
